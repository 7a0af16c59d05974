import { HTML_BOUND } from '../../engine/page/html-bound.ts'

/** Gives the shadow root of an element, closed ones too, where the browser lets an extension see it. */
export type ShadowReader = (host: Element) => ShadowRoot | null

/** Custom elements cannot be told by a selector. */
const CUSTOM = "//*[contains(name(), '-')]"
/** Each question costs a call into the browser; a page that hides its text hides it in few places. */
const CUSTOM_BOUND = 400
/** Any other element can hold a shadow tree too: those that show one on the screen are met at these points of it. */
const COLUMNS = [0.1, 0.3, 0.5, 0.7, 0.9]
const ROWS = [0.15, 0.5, 0.85]

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
  for (const element of onScreen(document)) take(element)
  return roots
}

/** What is painted at some points of the screen; of a shadow tree, that is its host. The body covers all of it. */
function onScreen(document: Document): Set<Element | null> {
  const elements = new Set<Element | null>([document.body])
  for (const row of ROWS)
    for (const column of COLUMNS)
      elements.add(document.elementFromPoint(column * innerWidth, row * innerHeight))
  return elements
}
