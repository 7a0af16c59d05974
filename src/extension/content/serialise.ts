import { HTML_BOUND } from '../../engine/page/html-bound.ts'

/** Gives the shadow root of an element, closed ones too, where the browser lets an extension see it. */
export type ShadowReader = (host: Element) => ShadowRoot | null

/** Elements that may hold a shadow tree besides custom ones: those without content, which have nothing else to show. */
const EMPTY_HOSTS = ':is(article,aside,div,footer,header,main,nav,p,section,span):empty'
/** Custom elements cannot be told by a selector. */
const CUSTOM = "//*[contains(name(), '-')]"
/** Each question costs a call into the browser; a page that hides its text hides it in few places. */
const CUSTOM_BOUND = 400
const EMPTY_BOUND = 80

/**
 * The page as it stands, shadow trees included, written down by the browser's own serialiser: the cheapest way there
 * is to read a page, a fifth of a walk over it by script. Everything else is thought about in the worker.
 */
export function serialise(document: Document, shadowOf: ShadowReader): { html: string; isCut: boolean } {
  const root = document.documentElement
  if (root === null) return { html: '', isCut: false }
  const shadowRoots = findShadowRoots(document, shadowOf)
  const html =
    shadowRoots.length === 0 || root.getHTML === undefined ? root.outerHTML : withShadows(root, shadowRoots)
  return html.length > HTML_BOUND ? { html: html.slice(0, HTML_BOUND), isCut: true } : { html, isCut: false }
}

/** `getHTML` leaves the element itself out: its start tag is taken from a copy without content. */
function withShadows(root: Element, shadowRoots: ShadowRoot[]): string {
  const shell = root.cloneNode(false)
  const start = shell instanceof Element ? shell.outerHTML.replace(/<\/html>$/i, '') : '<html>'
  return start + root.getHTML({ shadowRoots })
}

function findShadowRoots(document: Document, shadowOf: ShadowReader): ShadowRoot[] {
  const roots: ShadowRoot[] = []
  const take = (node: Node | null) => {
    const shadow = node instanceof Element ? shadowOf(node) : null
    if (shadow !== null) roots.push(shadow)
  }
  const custom = document.evaluate(CUSTOM, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null)
  for (let i = 0; i < Math.min(custom.snapshotLength, CUSTOM_BOUND); i++) take(custom.snapshotItem(i))
  const empty = document.querySelectorAll(EMPTY_HOSTS)
  for (let i = 0; i < Math.min(empty.length, EMPTY_BOUND); i++) take(empty.item(i))
  return roots
}
