import { DomUtils, parseDocument } from 'htmlparser2'

export type Tree = ReturnType<typeof parseDocument>
export type Node = Tree['children'][number]
export type Element = NonNullable<ReturnType<typeof DomUtils.getElementById>>

/** A page that can be changed: its tree, and what a stranger can read off it about the site. */
export interface Page {
  tree: Tree
  head: Element | null
  body: Element
  /** Two letters of the page's language; English where it does not say. */
  lang: string
  /** What the site is called where it speaks of itself. */
  siteName: string
  /** Scheme and host, to which the site's own links go. */
  origin: string
}

/** Entities stay as they were written, so that what was not touched comes out as it went in. */
const AS_WRITTEN = { decodeEntities: false, encodeEntities: false } as const

/** Parses a page as the engine's own parser does; a page without a body gets one around its contents. */
export function openPage(html: string, url: string): Page {
  const tree = parseDocument(html, AS_WRITTEN)
  const first = (tag: string) => DomUtils.findOne(({ name }) => name === tag, tree.children)
  const root = first('html')
  const { hostname, origin } = new URL(url)
  return {
    tree,
    head: first('head'),
    body: first('body') ?? wrapInBody(root ?? tree),
    lang: root?.attribs.lang?.slice(0, 2).toLowerCase() || 'en',
    siteName: hostname.replace(/^www\./, ''),
    origin,
  }
}

export const closePage = ({ tree }: Page): string => DomUtils.getOuterHTML(tree, AS_WRITTEN)

/** Nodes out of markup. */
export const nodes = (html: string): Node[] => [...parseDocument(html, AS_WRITTEN).children]

/** Puts markup before everything else in an element. */
export function putFirst(parent: Element, html: string): void {
  for (const node of nodes(html).reverse()) DomUtils.prependChild(parent, node)
}

/** Puts markup after everything else in an element. */
export function putLast(parent: Element, html: string): void {
  for (const node of nodes(html)) DomUtils.appendChild(parent, node)
}

/** Puts markup right behind an element. */
export function putAfter(element: Element, html: string): void {
  for (const node of nodes(html).reverse()) DomUtils.append(element, node)
}

/** Takes all children out and puts markup in. */
export function fill(element: Element, html: string): void {
  empty(element)
  putLast(element, html)
}

/** Takes all children out and gives them. */
export function empty(element: Element): Node[] {
  const children = [...element.children]
  for (const child of children) DomUtils.removeElement(child)
  return children
}

/** Changes what stands in the tab; a page without a title gets none. */
export function setTitle({ head }: Page, title: string): void {
  const element = head === null ? null : DomUtils.findOne(({ name }) => name === 'title', head.children)
  if (element !== null) fill(element, escapeText(title))
}

/** Puts markup at the end of the head, or first in the body of a page that has no head. */
export function putInHead({ head, body }: Page, html: string): void {
  if (head === null) putFirst(body, html)
  else putLast(head, html)
}

export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

function wrapInBody(root: Element | Tree): Element {
  const [body] = nodes('<body></body>')
  if (body === undefined || !isElement(body)) throw new Error('The parser gave no body; report this.')
  const inside = root.children.filter(
    (node) => !(isElement(node) && node.name === 'head') && !isDoctype(node),
  )
  for (const node of inside) DomUtils.appendChild(body, node)
  DomUtils.appendChild(root, body)
  return body
}

const isDoctype = (node: Node): boolean => 'data' in node && node.type === 'directive'

export const isElement = (node: Node): node is Element => 'attribs' in node
