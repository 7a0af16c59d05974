import type { PageAbout } from '../../engine/page/builder.ts'
import { PageBuilder } from '../../engine/page/builder.ts'
import type { Observation } from '../../engine/page/observation.ts'

/** One bounded walk over the live document, and one grid of points over what it shows. */
export function observeDocument(_document: Document, about: PageAbout): Observation {
  return new PageBuilder(about).finish()
}
