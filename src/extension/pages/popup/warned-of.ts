/** The incident whose warning an address is, where it is one of the extension's own. */
export function warnedOf(url: string, own: string): string | null {
  if (!url.startsWith(`${own}pages/warning/`)) return null
  return new URL(url).searchParams.get('incident')
}
