import type { PatternHit } from '../patterns/find.ts'
import { isNotice } from '../patterns/schema.ts'
import {
  hasQuotationMark,
  isDatedQuote,
  isQuoted,
  isReported,
  mayGoOn,
  quotedLines,
  tellsMore,
} from './quoting.ts'

/** Different texts that begin with the same words from which nobody tells them any more. */
const REFRAIN = 3
/** Quotations with a year before them that make a collection of what others wrote. */
const COLLECTION = 3

const NONE: ReadonlySet<number> = new Set()

/**
 * The hits that are told as somebody else's words: in quotation marks, in a collection also behind no more than a year,
 * or, on a page that tells of others (`isTeller`), a claim that something else was taken, or words that a text goes on
 * from; in a report (`isReport`) a text may be a quotation as a whole, or a line of one, and whoever quotes a claim tells the rest.
 * `texts` are the page's, by `hit.text`.
 */
export function toldHits(
  texts: readonly string[],
  hits: readonly PatternHit[],
  isTeller: boolean,
  isReport: boolean,
): ReadonlySet<PatternHit> {
  const marked = hits.filter(({ text }) => hasQuotationMark(texts[text] ?? ''))
  const isCollection = datedQuotes(texts, marked) >= COLLECTION
  const lines = isReport && hits.length > 0 ? quotedLines(texts) : NONE
  const quoted = new Set([
    ...marked.filter(({ text, start, end }) =>
      isQuoted(texts[text] ?? '', start, end, { isCollection, isReport }),
    ),
    ...hits.filter(({ text }) => lines.has(text)),
  ])
  if (!isTeller) return quoted
  // A notice is nobody's claim: it says what it says however the text goes on.
  const said = hits.filter(({ entry }) => !isNotice(entry.pattern.class))
  const rest = unmarked(texts, said)
  const goesOn = said.filter((hit) => tellsMore(rest.get(hit.text) ?? '', hit.start, hit.end))
  const outright = goesOn.length === 0 ? [] : said.filter((hit) => !quoted.has(hit))
  const refrains = refrainsOf(texts, outright)
  const told = goesOn.filter((hit) => !refrains.has(wordsOf(texts[hit.text] ?? '', hit)))
  const reported = said.filter((hit) => isClaim(hit) && isReported(texts[hit.text] ?? '', hit.start))
  const quoting = new Set(isReport ? [...quoted].filter(isClaim).map(({ text }) => text) : [])
  const telling = said.filter((hit) => quoting.has(hit.text) && !isClaim(hit))
  return new Set([...quoted, ...told, ...reported, ...telling])
}

const isClaim = ({ entry }: PatternHit): boolean => entry.pattern.class === 'claim'

/** How many of the texts with hits are quotations with a year before them. */
function datedQuotes(texts: readonly string[], hits: readonly PatternHit[]): number {
  const dated = new Set<number>()
  for (const { text } of hits) if (isDatedQuote(texts[text] ?? '')) dated.add(text)
  return dated.size
}

/** The texts that hold marks and may go on after them, with blanks where the marks stand. */
function unmarked(texts: readonly string[], hits: readonly PatternHit[]): Map<number, string> {
  const rest = new Map<number, string>()
  for (const { text, start, end } of hits) {
    const whole = rest.get(text) ?? texts[text] ?? ''
    if (!mayGoOn(whole)) continue
    rest.set(text, whole.slice(0, start) + ' '.repeat(Math.max(0, end - start)) + whole.slice(end))
  }
  return rest
}

/** Words, in small letters, that several texts begin with: however each of them goes on, they are not told. */
function refrainsOf(texts: readonly string[], hits: readonly PatternHit[]): ReadonlySet<string> {
  const begun = new Map<string, Set<string>>()
  for (const hit of hits) {
    const text = texts[hit.text] ?? ''
    // The title says what a headline says.
    if (hit.text === 0 || !leads(text, hit.start)) continue
    const words = wordsOf(text, hit)
    begun.set(words, (begun.get(words) ?? new Set<string>()).add(text))
  }
  return new Set([...begun].filter(([, some]) => some.size >= REFRAIN).map(([words]) => words))
}

const wordsOf = (text: string, { start, end }: PatternHit): string => text.slice(start, end).toLowerCase()

/** Whether words that begin at `start` lead their text: nothing but ornaments and numbers stand before them. */
export const leads = (text: string, start: number): boolean => !/\p{L}/u.test(text.slice(0, start))
