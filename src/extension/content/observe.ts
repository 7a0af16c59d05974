import { ADDRESS_BOUND, type PageRecord, RECORD_VERSION } from '../../engine/page/page-record.ts'
import { type ShadowReader, serialise } from './serialise.ts'
import { viewScreen } from './view-screen.ts'

/**
 * The live document as the browser serialises it, and one grid of points over what it shows.
 * The background builds the observation from it (`engine/page/record.ts`).
 */
export function recordDocument(document: Document): PageRecord {
  const { html, isCut } = serialise(document, shadowReader())
  return {
    version: RECORD_VERSION,
    url: document.location.href.slice(0, ADDRESS_BOUND),
    status: responseStatus(),
    at: Date.now(),
    html,
    view: viewScreen(document),
    limits: isCut ? ['bytes'] : [],
  }
}

/** Status of the page's own response, 0 where the browser does not tell. */
function responseStatus(): number {
  const [navigation] = performance.getEntriesByType('navigation')
  if (navigation === undefined || !('responseStatus' in navigation)) return 0
  return typeof navigation.responseStatus === 'number' ? navigation.responseStatus : 0
}

/** Chromium has one call for extensions, Firefox a property; elsewhere only open trees are seen. */
function shadowReader(): ShadowReader {
  const api = globalThis.chrome?.dom?.openOrClosedShadowRoot
  if (api !== undefined) return (host) => api(host)
  return (host) => {
    const root: unknown = Reflect.get(host, 'openOrClosedShadowRoot') ?? host.shadowRoot
    return root instanceof ShadowRoot ? root : null
  }
}
