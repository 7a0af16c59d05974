import { HTML_BOUND } from '../../engine/page/html-bound.ts'

/** Gives the shadow root of an element, closed ones too, where the browser lets an extension see it. */
export type ShadowReader = (host: HTMLElement) => ShadowRoot | null

/** Custom elements cannot be told by a selector; whether there are any is told by the markup, in a third of the time. */
const CUSTOM = "//*[contains(name(), '-')]"
const CUSTOM_TAG = /<\/[a-z]\w*-/
/** Each question costs a call into the browser; a page that hides its text hides it in few places. */
const CUSTOM_BOUND = 400
/** Any other element can hold a shadow tree too: those that show one on the screen are met at these points of it. */
const POINTS = [
  [0.5, 0.5],
  [0.2, 0.2],
  [0.8, 0.8],
] as const
/** `XPathResult.ORDERED_NODE_SNAPSHOT_TYPE`; naming it would have the browser build that interface in every page. */
const SNAPSHOT = 7

/**
 * The page as it stands, shadow trees included, written down by the browser's own serialiser: the cheapest way there
 * is to read a page, a fifth of a walk over it by script. Everything else is thought about in the worker.
 */
export function serialise(document: Document, shadowOf: ShadowReader): { html: string; isCut: boolean } {
  const root = document.documentElement
  if (root === null) return { html: '', isCut: false }
  const plain = root.outerHTML
  const shadowRoots = findShadowRoots(document, shadowOf, CUSTOM_TAG.test(plain))
  const html = shadowRoots.length === 0 || root.getHTML === undefined ? plain : withShadows(root, shadowRoots)
  return html.length > HTML_BOUND ? { html: html.slice(0, HTML_BOUND), isCut: true } : { html, isCut: false }
}

/** `getHTML` leaves the element itself out: its start tag is taken from a copy without content. */
function withShadows(root: Element, shadowRoots: ShadowRoot[]): string {
  const shell = root.cloneNode(false)
  const start = shell instanceof Element ? shell.outerHTML.replace(/<\/html>$/i, '') : '<html>'
  return start + root.getHTML({ shadowRoots })
}

function findShadowRoots(document: Document, shadowOf: ShadowReader, hasCustom: boolean): ShadowRoot[] {
  const roots: ShadowRoot[] = []
  const take = (node: Node | null) => {
    const shadow = node !== null && isHtmlElement(node) ? shadowOf(node) : null
    if (shadow !== null) roots.push(shadow)
  }
  if (hasCustom) {
    const custom = document.evaluate(CUSTOM, document, null, SNAPSHOT, null)
    for (let i = 0; i < Math.min(custom.snapshotLength, CUSTOM_BOUND); i++) take(custom.snapshotItem(i))
  }
  for (const element of onScreen(document)) take(element)
  return roots
}

/** What is painted at some points of the screen; of a shadow tree, that is its host. The body covers all of it. */
function onScreen(document: Document): Set<Element | null> {
  const elements = new Set<Element | null>([document.body])
  for (const [x, y] of POINTS) elements.add(document.elementFromPoint(x * innerWidth, y * innerHeight))
  return elements
}

/**
 * Asked of the node itself: the constructors that `instanceof` wants are built only when somebody names them. Elements
 * of other kinds than HTML's (a drawing's, say) hold no shadow tree, and browsers refuse to be asked.
 */
const isHtmlElement = (node: Node): node is HTMLElement => 'innerText' in node
