/** What parses host names; its list of public suffixes is large, and the page is drawn before it is read. */
export type Suffixes = typeof import('./suffixes.ts')

export const suffixes = (): Promise<Suffixes> => import('./suffixes.ts')

/**
 * The registrable domain of what somebody typed or pasted: an address, a host or a domain. Null where there is none;
 * a public suffix alone (`co.uk`) would watch everybody under it.
 */
export function domainOf({ parse }: Suffixes, typed: string): string | null {
  const { domain, isIp, isIcann, isPrivate } = parse(typed.trim().toLowerCase(), {
    allowPrivateDomains: true,
  })
  if (domain === null || isIp === true || (isIcann !== true && isPrivate !== true)) return null
  return ascii(domain)
}

/** As the browser writes it: `münchen.example` is `xn--mnchen-3ya.example` in every address. */
function ascii(domain: string): string | null {
  return URL.canParse(`https://${domain}/`) ? new URL(`https://${domain}/`).hostname : null
}
