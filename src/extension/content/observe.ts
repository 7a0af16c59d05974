import { type PageAbout, PageBuilder } from '../../engine/page/builder.ts'
import type { Observation } from '../../engine/page/observation.ts'
import { viewScreen } from './view-screen.ts'
import { type ShadowReader, walkDocument } from './walk.ts'

/** One bounded walk over the live document, and one grid of points over what it shows. */
export function observeDocument(document: Document, about: PageAbout): Observation {
  const builder = new PageBuilder(about)
  walkDocument(document, builder, shadowReader())
  return { ...builder.finish(), view: viewScreen(document) }
}

/** Chromium has one call for extensions, Firefox a property; elsewhere only open trees are seen. */
function shadowReader(): ShadowReader {
  const api = globalThis.chrome?.dom?.openOrClosedShadowRoot
  if (api !== undefined) return (host) => (host instanceof HTMLElement ? api(host) : null)
  return (host) => {
    const root: unknown = Reflect.get(host, 'openOrClosedShadowRoot') ?? host.shadowRoot
    return root instanceof ShadowRoot ? root : null
  }
}
