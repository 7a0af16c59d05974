/** Quotation marks that open and the ones that close them, in the languages that news is written in. */
const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ['“', '”'],
  ['„', '“'],
  ['„', '”'],
  ['”', '”'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['‘', '’'],
  ['"', '"'],
]
const TURNED = new Map([
  ['”', '“'],
  ['»', '«'],
  ['«', '»'],
])
/** UTF-16 units that a quotation may be long on either side of the words. */
const REACH = 300
/** Letters and digits that must be left outside: a poster that is all in quotation marks reports nothing. */
const TELLING = 10

/** Any of them: most texts have none, and one look is enough for these. */
const MARK = /[“”„«»‹›「」『』《》‘’"]/

/** A year before a quotation, as collections date what they keep: `1999: “Hacked by…”`. */
const DATED = /^\P{L}*(?:19|20)\d\d\s*[:–-]\s*$/u
const DATED_QUOTE = /^\P{L}*(?:19|20)\d\d\s*[:–-]\s*[“”„«»‹›「『《‘"]/u
const SAID = /[\p{L}\p{N}]/gu

/** Whether anything in a text can be quoted at all. */
export const hasQuotationMark = (text: string): boolean => MARK.test(text)

/**
 * Whether the words from `start` to `end` are told as somebody else's: in quotation marks, in a sentence around them,
 * or, in a collection (`isCollection`), with a year before them. In a report (`isReport`) the sentence may be before or
 * after the text.
 */
export function isQuoted(
  text: string,
  start: number,
  end: number,
  { isCollection, isReport } = { isCollection: false, isReport: false },
): boolean {
  const before = text.slice(Math.max(0, start - REACH), start)
  const after = text.slice(end, end + REACH)
  return PAIRS.some(([open, close]) => {
    const from = before.lastIndexOf(open)
    const to = after.indexOf(close)
    if (from < 0 || to < 0) return false
    // Marks that some languages open with and others close with: the first on the way tells which it is here.
    const turned = TURNED.get(open)
    if (turned !== undefined && before.includes(turned) && before.indexOf(turned) < before.indexOf(open))
      return false
    const isOpen = open === close ? count(before, open) % 2 === 1 : !before.slice(from + 1).includes(close)
    if (!isOpen) return false
    const around = before.slice(0, from)
    const outside = (around + after.slice(to + 1)).match(SAID)?.length ?? 0
    return isReport || outside >= TELLING || (isCollection && DATED.test(around))
  })
}

/** Lines over which one quotation may go. */
const LINES = 8

/**
 * Places of the texts that are lines of one quotation, as large ones in a newspaper are set: the first begins with a
 * quotation mark that it does not close, the last ends with the one that closes it, and nothing else is quoted between.
 * A line may begin with the mark once more, as paragraphs of a long quotation do.
 */
export function quotedLines(texts: readonly string[]): ReadonlySet<number> {
  const lines = new Set<number>()
  for (const [first, text] of texts.entries()) {
    const begun = text.trimStart()
    if (!MARK.test(begun.slice(0, 1))) continue
    for (const [open, close] of PAIRS) {
      if (!begun.startsWith(open) || begun.includes(close, 1)) continue
      const last = endOf(texts, first, open, close)
      for (let line = first; line <= last; line++) lines.add(line)
    }
  }
  return lines
}

/** Place of the text that ends the quotation; before it, where none does. */
function endOf(texts: readonly string[], first: number, open: string, close: string): number {
  for (const [line, text] of texts.slice(first + 1, first + 1 + LINES).entries()) {
    const begun = text.trimStart()
    if (open !== close && begun.includes(open, 1)) break
    const end = begun.lastIndexOf(close)
    if (end < 0) continue
    const isLast = begun.indexOf(close) === end && !/\p{L}/u.test(begun.slice(end + 1))
    return isLast ? first + 1 + line : first - 1
  }
  return first - 1
}

/** Whether a text has a year and then a quotation, and nothing before the year. */
export const isDatedQuote = (text: string): boolean => DATED_QUOTE.test(text)

const count = (text: string, mark: string): number => text.split(mark).length - 1

/**
 * Words by which an attacker names what was taken, or its owner; what else was taken is news, such as, in Turkish,
 * somebody's site ("sitesi").
 */
const OWN =
  /(?:^|[^\p{L}])(?:your?|ur|u|my|our|we|i|this|here|admin\p{L}*|owner|security|domain|pages?|home\p{L}*|index|(?:web|site(?!si)|serv|sist|syst|sit[io]|seite)\p{L}*|pagin\p{L}*|página|laman|situs|halaman|anda|kamu|tu|votre|vos|vous|notre|nous|ton|wir|uns\p{L}{0,4}|euer|eure\p{L}?|su|seu|sua|siteniz\p{L}*)(?![\p{L}])/iu
const SENTENCE = /[.!?:|\n]/
/** Words before a claim from which it has a subject of its own. */
const SUBJECT = 2

/**
 * Whether a claim that begins at `start` is told of something else than this site: "The museum that got hacked by…".
 * Only for letters of the Latin script, where words before it can be counted; capitals throughout are shouted, not told.
 */
export function isReported(text: string, start: number): boolean {
  const before =
    text
      .slice(Math.max(0, start - REACH), start)
      .split(SENTENCE)
      .at(-1) ?? ''
  if (!/\p{Ll}{2}/u.test(before)) return false
  const words = before.match(/\p{Script=Latin}{2,}/gu) ?? []
  return words.length >= SUBJECT && !OWN.test(before)
}

/** Where a headline goes on to tell: "Hacked by a teenager: how the bank…", "Stop the war, say forty…". */
const BREAK = /[:;,?–—،؛؟：，；？、]|\s-\s/u
/** Any of these, or a hyphen that may stand alone once the words beside it are taken out. */
const MAY_BREAK = /[:;,?–—،؛؟：，；？、-]/u
/**
 * Words of a sentence, one of them no name, and letters where a script has no words or no small letters, from which
 * something is told.
 */
const TOLD_WORDS = 2
const TOLD_LETTERS = 8
/** UTF-16 units up to which it may be a name: "Hacked? by Somebody". */
const TOLD_LENGTH = 12

/** Whether anything in a text could be a break: most have none, and one look is enough for these. */
export const mayGoOn = (text: string): boolean => MAY_BREAK.test(text)

/**
 * Whether a text says more than the words from `start` to `end`, behind or before a break: news says what happened and
 * goes on. `text` has the words of all marks taken out; what speaks of the site or to its owner tells of nobody else.
 */
export function tellsMore(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + REACH)
  const before = text.slice(Math.max(0, start - REACH), start)
  const behind = after.search(BREAK)
  const first = before.search(BREAK)
  return (behind >= 0 && tells(after.slice(behind + 1))) || (first >= 0 && tells(before.slice(0, first)))
}

/** The list of one's own words is long: it is asked last, of what would tell something without it. */
const tells = (part: string): boolean =>
  (isSentence(part) || (part.match(/\p{Lo}/gu) ?? []).length >= TOLD_LETTERS) && !OWN.test(part)

function isSentence(part: string): boolean {
  if (part.trim().length < TOLD_LENGTH) return false
  const words = part.match(/(?<!\p{L})\p{L}+(?!\p{L})/gu)?.filter((word) => /\p{L}\p{Ll}/u.test(word)) ?? []
  return words.length >= TOLD_WORDS && words.some((word) => /^\p{Ll}/u.test(word))
}
