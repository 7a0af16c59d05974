/** Raised whenever the meaning of a stored signature changes; other versions are rebuilt from new visits. */
export const SIGNATURE_VERSION = 1

/** What is known to be good about one host of a site. Plain JSON data. */
export interface SiteSignature {
  version: typeof SIGNATURE_VERSION
  host: string
  /** Milliseconds since the epoch. */
  firstSeen: number
  lastSeen: number
  visits: number
  templates: Template[]
}

/** One kind of page of the site: home, section, article, … found without being told. */
export interface Template {
  id: number
}
