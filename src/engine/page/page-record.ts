import type { Limit } from './observation.ts'
import type { View } from './view.ts'

/** Raised whenever the fields change: a page open since before an update is asked again. */
export const RECORD_VERSION = 2

/** Letters of an address that a look sends; a page can give itself one of any length, and is looked at all the same. */
export const ADDRESS_BOUND = 65_536

/** What a look at a live page sends: the page as the browser serialises it, and what only a renderer knows. */
export interface PageRecord {
  version: typeof RECORD_VERSION
  /** Address, with query and fragment as the browser has them; the observation drops both. */
  url: string
  /** HTTP status from the navigation timing, 0 where the browser does not tell. */
  status: number
  /** Milliseconds since the epoch. */
  at: number
  html: string
  view: View | null
  /** Caps that were hit on the page's side. */
  limits: Limit[]
}
