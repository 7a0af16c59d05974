import { DomUtils, parseDocument } from 'htmlparser2'
import { type Element, isElement, type Node, nodes, type Tree } from '../attacks/page.ts'

/** A run of text; comments and declarations hold data too, and are none. */
export type TextNode = Extract<Node, { data: string }>

/**
 * A page that is about to be disguised: its tree, entities read, and the texts that a reader sees of it. What the site
 * says itself is no attacker's to disguise, and is no part of them.
 */
export interface StressPage {
  tree: Tree
  head: Element | null
  /** Where the page's contents stand: the tree itself where the markup names no body. */
  body: Element | Tree
  title: TextNode | null
  texts: TextNode[]
  /** What holds some of these texts and nothing of the site's own: all of the body, or elements in it. */
  places: (Element | Tree)[]
  /** Markup that goes into the written page where a mark with its number stands. */
  markup: string[]
}

const READ = { decodeEntities: true } as const
/** Units for private use, which no page of ours writes itself: markup is put in when all else is written. */
const MARK = /\ue9f0(\d+)\ue9f1/g
const WRITE = { decodeEntities: true, encodeEntities: 'utf8' } as const
/** What stands in these is code, or is not seen. */
const NO_TEXT = new Set(
  'script style noscript template textarea select iframe noframes title head'.split(' '),
)

/** Reads a page; `own` holds the texts, trimmed, that the site is known to say itself. */
export function openStressPage(html: string, own: ReadonlySet<string> = new Set()): StressPage {
  const tree = parseDocument(html, READ)
  const first = (tag: string) => DomUtils.findOne(({ name }) => name === tag, tree.children)
  const isOwn = ({ data }: TextNode): boolean => own.has(data.trim())
  const texts: TextNode[] = []
  gather(tree.children, texts)
  const title = first('title')?.children.find(isWords) ?? null
  const body = first('body') ?? tree
  return {
    tree,
    head: first('head'),
    body,
    title: title === null || isOwn(title) ? null : title,
    texts: texts.filter((text) => !isOwn(text)),
    places: placesOf(body, isOwn),
    markup: [],
  }
}

/** All texts of a page, trimmed, its title with them. */
export function textsOf(html: string): string[] {
  const { title, texts } = openStressPage(html)
  return (title === null ? texts : [title, ...texts]).map(({ data }) => data.trim())
}

/** The largest elements that hold texts, and none of the site's own. */
function placesOf(from: Element | Tree, isOwn: (text: TextNode) => boolean): (Element | Tree)[] {
  const texts: TextNode[] = []
  gather(from.children, texts)
  const strange = texts.filter((text) => !isOwn(text)).length
  if (strange === 0) return []
  if (strange === texts.length) return [from]
  return from.children.flatMap((node) =>
    isElement(node) && !NO_TEXT.has(node.name) ? placesOf(node, isOwn) : [],
  )
}

export function closeStressPage({ tree, markup }: StressPage): string {
  return DomUtils.getOuterHTML(tree, WRITE).replace(MARK, (_, index: string) => markup[Number(index)] ?? '')
}

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
export function replaceTexts(page: StressPage, write: (text: string, index: number) => string): boolean {
  page.texts.forEach((node, index) => {
    node.data = marked(page, write(node.data, index))
  })
  return page.texts.length > 0
}

/** Puts markup in the place of all that an element holds. */
export function replaceInside(page: StressPage, place: Element | Tree, html: string): void {
  for (const node of [...place.children]) DomUtils.removeElement(node)
  DomUtils.appendChild(place, mark(page, html))
}

/** Puts markup before everything that is seen. */
export function putOnTop(page: StressPage, html: string): void {
  const { body } = page
  const first = body.children.find((node) => node.type !== 'directive')
  if (first === undefined) DomUtils.appendChild(body, mark(page, html))
  else DomUtils.prepend(first, mark(page, html))
}

/** Puts markup behind everything else. */
export function putAtEnd(page: StressPage, html: string): void {
  DomUtils.appendChild(page.body, mark(page, html))
}

/** Puts markup into the head, or in front of a page that has none. */
export function putInHead(page: StressPage, html: string): void {
  if (page.head === null) putOnTop(page, html)
  else DomUtils.appendChild(page.head, mark(page, html))
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

function marked({ markup }: StressPage, html: string): string {
  return `\ue9f0${markup.push(html) - 1}\ue9f1`
}

function mark(page: StressPage, html: string): Node {
  const [node] = nodes(marked(page, html))
  if (node === undefined) throw new Error('The parser gave no text; report this.')
  return node
}
