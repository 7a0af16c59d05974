import type { Observation } from './observation.ts'

/** What the page's own markup does not say. */
export interface PageAbout {
  /** Full address; query and fragment are dropped. */
  url: string
  status: number
  /** Milliseconds since the epoch. */
  at: number
}

/** Reads one attribute of the element being opened; null where it is absent. */
export type ReadAttribute = (name: string) => string | null

/** Reduces a page, fed in document order, to an observation. Every front end feeds this same builder. */
export class PageBuilder {
  constructor(readonly about: PageAbout) {}
  open(_tag: string, _read: ReadAttribute): void {}
  text(_text: string): void {}
  close(): void {}
  finish(): Observation {
    throw new Error('not built yet')
  }
}
