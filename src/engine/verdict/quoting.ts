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
