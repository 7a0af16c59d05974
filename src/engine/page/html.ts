import { type PageAbout, PageBuilder } from './builder.ts'
import type { Observation } from './observation.ts'

/** The observation of a page given as HTML text, without running anything in it. */
export function observeHtml(_html: string, about: PageAbout): Observation {
  return new PageBuilder(about).finish()
}
