import { collapse } from './blocks.ts'
import { BOUNDS } from './bounds.ts'
import { fromBase64, fromPercent, fromUtf8, unit } from './unfold.ts'

/** Scripts that put another page in the page's place, or write one that they keep folded up. */
const REWRITES =
  /(?:body|documentElement|querySelector\(\s*['"](?:body|html)['"]\s*\))\s*\.\s*innerHTML\s*\+?=|\.\s*write(?:ln)?\s*\(\s*(?:unescape|atob|decodeURI|String\.fromCharCode|["'`])|location(?:\s*\.\s*href)?\s*=\s*["']data:text\/html/
/** The same right at the start: such a script is somebody's page and no library, however long. */
const REWRITES_FOLDED = /\.\s*write(?:ln)?\s*\(\s*(?:unescape|atob|decodeURI|String\.fromCharCode)/
const START = 400
/**
 * Every literal, however short, for the end of one is not the beginning of another. One may end with its line, or with
 * what was read.
 */
const LITERAL = /"((?:[^"\\\n]|\\[\s\S])*)"?|'((?:[^'\\\n]|\\[\s\S])*)'?|`((?:[^`\\]|\\[\s\S])*)`?/g
/** UTF-16 units from which a literal says something; where a script is known to speak to a reader, fewer do. */
const SHORTEST = 8
const SHORTEST_SPOKEN = 3
const CODES = /fromCharCode\s*\(([\d\s,]{12,})/g
const BASE64 = /^(?:data:text\/html;base64,)?([A-Za-z0-9+/]{24,}={0,2})$/
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
/** UTF-16 units of written mark-up that are kept. */
const BOUND = 16_384
/** Units of one literal that are read as words, and of all. */
const WORDS = 2_000
/** Two words at least: what is said to a reader, and not to another script. */
const SAID = /[\p{L}\p{N}@$!|]{2,}[\s,.:!|-]+[\p{L}\p{N}@$!|]{2,}|[^\0-\u02ff]{4,}/u
/** Scripts that speak to a reader: what they say may be one word. */
const SPEAKS =
  /typed|type_?writer|\btyping|\b(?:alert|confirm|prompt)\s*\(|\.\s*(?:fill|stroke)Text\s*\(|\.\s*(?:innerText|textContent|title)\s*\+?=/i
/** What stands between the lines of one literal. */
const LINES = /\||\\n/
const WORD = /^[\p{L}\p{M}\p{N}@$!|.?'’ -]{3,60}$/u
const CODE = /[{}<>=;\\]|https?:|^[\w.#-]+$|^[.#[]/

const REWRITES_WITH = ['innerHTML', 'write', 'data:text/html']

/** Whether a script, once run, makes another page of this one. A word is looked for first: most scripts have none. */
export const rewritesPage = (code: string): boolean =>
  REWRITES_WITH.some((word) => code.includes(word)) && REWRITES.test(code)

/** Whether all that a script is there for is to unfold a page. */
export const isFoldedPage = (code: string): boolean => REWRITES_FOLDED.test(code.slice(0, START))

/**
 * The mark-up that such a script carries in its literals, folded up in any of the usual ways; empty where it carries
 * none. Nothing is run: a script that computes its text keeps it.
 */
export function scriptMarkup(code: string): string {
  if (!rewritesPage(code)) return ''
  let html = ''
  for (const [, numbers = ''] of code.matchAll(CODES))
    html += ` ${String.fromCharCode(...numbers.split(',').slice(0, 8_192).map(Number))}`
  for (const literal of literals(code, SHORTEST)) {
    if (html.length >= BOUND) break
    const text = unfold(literal)
    if (text.includes('<') || /%[0-9a-f]{2}/i.test(text)) html += ` ${text}`
  }
  return html.slice(0, BOUND)
}

/** Whether a script is a few lines that speak to a reader; longer ones speak of what may happen. */
export const isAddress = (code: string): boolean => code.length <= BOUNDS.fewLines && SPEAKS.test(code)

/** What a script has to say in plain words: the texts of dialogs, of titles that change, of what types itself. */
export function scriptWords(code: string): string[] {
  const said: string[] = []
  let length = 0
  const isSpeaking = SPEAKS.test(code)
  for (const whole of literals(code, isSpeaking ? SHORTEST_SPOKEN : SHORTEST)) {
    const literal = whole.slice(0, WORDS)
    // Lines to be typed one after another often come in one literal: code in one of them says nothing of the others.
    for (const line of isSpeaking ? literal.split(LINES) : [literal]) {
      const words = readWords(line)
      const isSaid = SAID.test(words) && !CODE.test(words)
      if (!isSaid && !(isSpeaking && WORD.test(words))) continue
      said.push(words)
      length += words.length
      if (length >= WORDS) return said
    }
  }
  return said
}

function readWords(literal: string): string {
  const text = unfold(literal)
  return text.includes('<') ? plainText(text) : collapse(text)
}

/** Text of a piece of mark-up, tags, scripts and styles left out. */
export function plainText(html: string): string {
  return collapse(
    html
      .slice(0, 16_384)
      .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
      .replace(/<[^<>]*>/g, ' ')
      .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => ENTITIES[name] ?? ' '),
  )
}

function* literals(code: string, shortest: number): Generator<string> {
  for (const [, double, single, template] of code.matchAll(LITERAL)) {
    const literal = double ?? single ?? template ?? ''
    if (literal.length >= shortest) yield literal
  }
}

function unfold(literal: string): string {
  const packed = BASE64.exec(literal)?.[1]
  if (packed !== undefined) return fromUtf8(fromBase64(packed))
  const plain = literal
    .replace(/\\\r?\n/g, '')
    .replace(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi, (_, a?: string, b?: string) => unit(a ?? b ?? '20'))
    .replace(/\\[nrt]/g, ' ')
  const read = fromPercent(plain)
  return (read === plain ? plain : fromUtf8(read)).replace(/\\(.)/g, '$1')
}
