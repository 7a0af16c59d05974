import { DomUtils, parseDocument } from 'htmlparser2'
import { type Element, isElement, type Node, nodes, putFirst, type Tree } from '../attacks/page.ts'

/** A run of text; comments and declarations hold data too, and are none. */
export type TextNode = Extract<Node, { data: string }>

/** A page that is about to be disguised: its tree, entities read, and the texts that a reader sees of it. */
export interface StressPage {
  tree: Tree
  head: Element | null
  /** Where the page's contents stand: the tree itself where the markup names no body. */
  body: Element | Tree
  title: TextNode | null
  texts: TextNode[]
}

const READ = { decodeEntities: true } as const
const WRITE = { decodeEntities: true, encodeEntities: 'utf8' } as const
/** What stands in these is code, or is not seen. */
const NO_TEXT = new Set(
  'script style noscript template textarea select iframe noframes title head'.split(' '),
)

export function openStressPage(html: string): StressPage {
  const tree = parseDocument(html, READ)
  const first = (tag: string) => DomUtils.findOne(({ name }) => name === tag, tree.children)
  const texts: TextNode[] = []
  gather(tree.children, texts)
  const title = first('title')?.children.find(isWords) ?? null
  return { tree, head: first('head'), body: first('body') ?? tree, title, texts }
}

export const closeStressPage = ({ tree }: StressPage): string => DomUtils.getOuterHTML(tree, WRITE)

/** Changes every text of the page by one rule; whether anything was changed. */
export function rewriteTexts({ title, texts }: StressPage, rule: (text: string) => string): boolean {
  let isChanged = false
  for (const node of title === null ? texts : [title, ...texts]) {
    const text = rule(node.data)
    isChanged ||= text !== node.data
    node.data = text
  }
  return isChanged
}

/** Puts markup, made out of each text, in the text's place; whether there was a text. */
export function replaceTexts(
  { texts }: StressPage,
  markup: (text: string, index: number) => string,
): boolean {
  texts.forEach((node, index) => {
    replaceNode(node, markup(node.data, index))
  })
  return texts.length > 0
}

export function replaceNode(node: Node, html: string): void {
  for (const one of nodes(html).reverse()) DomUtils.append(node, decoded(one))
  DomUtils.removeElement(node)
}

/** Puts markup before everything that is seen. */
export function putOnTop({ body }: StressPage, html: string): void {
  const [holder] = nodes('<div></div>')
  if (holder === undefined || !isElement(holder)) throw new Error('The parser gave no element; report this.')
  putFirst(holder, html)
  for (const node of [...holder.children].reverse()) {
    if (isElement(body)) DomUtils.prependChild(body, decoded(node))
    else DomUtils.prepend(firstSeen(body), decoded(node))
  }
}

/** Puts markup behind everything else. */
export function putAtEnd({ body }: StressPage, html: string): void {
  for (const node of nodes(html)) DomUtils.appendChild(body, decoded(node))
}

/** Puts markup into the head, or in front of a page that has none. */
export function putInHead(page: StressPage, html: string): void {
  if (page.head === null) putOnTop(page, html)
  else for (const node of nodes(html)) DomUtils.appendChild(page.head, decoded(node))
}

/** Runs of words of all that a reader sees, in order. */
export const wordsOf = ({ texts }: StressPage): string =>
  texts
    .map(({ data }) => data.trim())
    .filter((text) => text !== '')
    .join('\n')

const isWords = (node: Node): node is TextNode =>
  node.type === 'text' && 'data' in node && /\S/.test(node.data)

function gather(list: readonly Node[], texts: TextNode[]): void {
  for (const node of list) {
    if (isWords(node)) texts.push(node)
    else if (isElement(node) && !NO_TEXT.has(node.name)) gather(node.children, texts)
  }
}

/** `nodes` leaves entities as written, and here they are read: what is put in has to be read too. */
function decoded(node: Node): Node {
  const [read] = parseDocument(
    DomUtils.getOuterHTML(node, { decodeEntities: false, encodeEntities: false }),
    READ,
  ).children
  return read ?? node
}

function firstSeen(tree: Tree): Node {
  const [first] = tree.children.filter((node) => !('data' in node && node.type === 'directive'))
  if (first === undefined) throw new Error('An empty page cannot be changed; leave it out.')
  return first
}
