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
/** Letters that must be left outside: a poster that is all in quotation marks reports nothing. */
const TELLING = 12

/** Whether the words from `start` to `end` are told as somebody else's: in quotation marks, in a sentence around them. */
export function isQuoted(text: string, start: number, end: number): boolean {
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
    const outside = before.slice(0, from).trim().length + after.slice(to + 1).trim().length
    return isOpen && outside >= TELLING
  })
}

const count = (text: string, mark: string): number => text.split(mark).length - 1

/** Words by which an attacker names what was taken, or its owner; what else was taken is news. */
const OWN =
  /(?:^|[^\p{L}])(?:your?|ur|u|my|our|we|i|this|here|admin\p{L}*|owner|security|domain|pages?|home\p{L}*|index|(?:web|site|serv|sist|syst|sit[ioe]|sito|seite)\p{L}*|pagin\p{L}*|página|laman|situs|halaman|anda|kamu|tu|votre|ton|su|seu|sua|siteniz\p{L}*)(?![\p{L}])/iu
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
  const words = before.match(/\p{Script=Latin}{2,}/gu) ?? []
  return words.length >= SUBJECT && /\p{Ll}{2}/u.test(before) && !OWN.test(before)
}
