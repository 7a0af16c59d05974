/** The match pattern for a domain and everything under it, over http and https. */
export function hostPattern(domain: string): string {
  return `*://*.${domain}/*`
}

/** The domain a pattern of `hostPattern` was made of, or null for any other pattern. */
export function patternDomain(pattern: string): string | null {
  return /^\*:\/\/\*\.([^/*]+)\/\*$/.exec(pattern)?.[1] ?? null
}
