import { DomUtils } from 'htmlparser2'
import { type Element, escapeText, isElement, type Node, type Page } from './page.ts'

/** One story as the page shows it: the least box that holds its headline and no other one. */
export interface Story {
  card: Element
  headline: Element
  /** The text under the headline, as far as there is one. */
  teaser: Element | null
}

const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5'])
const BOXES = new Set(['article', 'li', 'div', 'section', 'td', 'a'])
const ASIDE = new Set(['nav', 'footer', 'noscript', 'template', 'script', 'style', 'head', 'form', 'svg'])
/** Characters: shorter is a label, longer is a text. */
const HEADLINE = { from: 18, to: 220 }
const TEASER_FROM = 30
const CARD_TO = 1_500

/** The stories of a page in order: headings that lead somewhere, or else any, or else long links or short texts. */
export function findStories({ body }: Page): Story[] {
  const shown = DomUtils.findAll((element) => isHeadlineLong(element) && isShown(element), body.children)
  const headings = shown.filter(({ name }) => HEADINGS.has(name))
  const links = shown.filter((element) => element.name === 'a' && !isInSentence(element))
  const tries = [
    { found: headings.filter(leadsSomewhere), least: Math.max(3, headings.length / 3) },
    { found: headings, least: 2 },
    { found: links, least: 5 },
    { found: headings, least: 1 },
    { found: links, least: 1 },
    { found: shown, least: 1 },
  ]
  const headlines = new Set(tries.find(({ found, least }) => found.length >= least)?.found)
  return [...headlines].map((headline) => toStory(headline, headlines))
}

function toStory(headline: Element, headlines: ReadonlySet<Element>): Story {
  let card = headline
  for (let up = headline.parent; up !== null && isElement(up); up = up.parent) {
    const holdsOther = DomUtils.existsOne((one) => one !== headline && headlines.has(one), up.children)
    if (holdsOther || up.name === 'body' || textOf(up).length > CARD_TO) break
    if (BOXES.has(up.name)) card = up
  }
  const isTeaser = (one: Element) =>
    (one.name === 'p' || one.name === 'div' || one.name === 'span') &&
    ownText(one).length >= TEASER_FROM &&
    !isIn(one, headline) &&
    !isIn(headline, one)
  return { card, headline, teaser: DomUtils.findOne(isTeaser, card.children) }
}

/** The paragraphs of the longest text that stands in one box, three at least; else none. */
export function findArticle({ body }: Page): Element[] {
  const groups = new Map<Node | null, Element[]>()
  for (const paragraph of DomUtils.findAll(({ name }) => name === 'p', body.children)) {
    if (textOf(paragraph).length < TEASER_FROM || !isShown(paragraph)) continue
    const parent = paragraph.parent !== null && isElement(paragraph.parent) ? paragraph.parent : null
    groups.set(parent, [...(groups.get(parent) ?? []), paragraph])
  }
  const [longest = []] = [...groups.values()].sort((a, b) => lengthOf(b) - lengthOf(a))
  return longest.length >= 3 ? longest : []
}

const lengthOf = (some: readonly Element[]) => some.reduce((sum, one) => sum + textOf(one).length, 0)

/** Writes into an element's first text and empties its others: the markup inside stays as it was. */
export function rewrite(element: Element, text: string): void {
  let isWritten = false
  for (const node of textNodes(element)) {
    if (node.data.trim() === '') continue
    node.data = isWritten ? '' : escapeText(text)
    isWritten = true
  }
}

function textNodes(element: Element): { data: string }[] {
  return element.children.flatMap((child) => {
    if (isElement(child)) return ASIDE.has(child.name) ? [] : textNodes(child)
    return 'data' in child && child.type === 'text' ? [child] : []
  })
}

export const textOf = (element: Element): string =>
  textNodes(element)
    .map(({ data }) => data)
    .join('')
    .replace(/\s+/g, ' ')
    .trim()

/** The text that stands in the element itself and not in a box inside. */
const ownText = (element: Element): string =>
  element.children
    .map((child) => ('data' in child && child.type === 'text' ? child.data.trim() : ''))
    .join(' ')

function isHeadlineLong(element: Element): boolean {
  if (!HEADINGS.has(element.name) && !['a', 'p', 'td', 'li'].includes(element.name)) return false
  const { length } = textOf(element)
  return length >= HEADLINE.from && length <= HEADLINE.to
}

/** A link in a running text heads no story. */
const isInSentence = ({ parent }: Element): boolean =>
  parent !== null && isElement(parent) && ownText(parent).length >= HEADLINE.from

/** A headline of news is a link, holds one or stands in one. */
const leadsSomewhere = (headline: Element): boolean =>
  DomUtils.existsOne(({ name }) => name === 'a', headline.children) ||
  [...upFrom(headline)].slice(0, 4).some(({ name }) => name === 'a')

const isIn = (inner: Element, outer: Element): boolean => [...upFrom(inner)].includes(outer)

/** Menus, drawers and what is written for screen readers alone do not show, whatever the style sheet is called. */
const UNSEEN =
  /(?:^|[\s_-])(?:menu|mobile-menu-container|nav|navbar|navigation|off-?canvas|visually-?hidden|sr-only|[\w-]*screen-?reader[\w-]*|footer)(?=\s|$)/i

function isShown(element: Element): boolean {
  return [...upFrom(element)].every(({ name, attribs }) => {
    if (name === 'body' || name === 'html') return true
    if (ASIDE.has(name) || attribs.hidden !== undefined) return false
    if (/display\s*:\s*none/i.test(attribs.style ?? '')) return false
    return !UNSEEN.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`)
  })
}

/** The element and all that it stands in. */
function* upFrom(element: Element): Generator<Element> {
  for (let up: Element['parent'] = element; up !== null && isElement(up); up = up.parent) yield up
}
