/** More letters than this that differ make another word, not a slip. */
const MOST_SLIPS = 2

/** The word that somebody most likely meant who wrote another; null where none comes close. */
export function nearest(written: string, words: readonly string[]): string | null {
  // Half of a short word may not be a slip: "to" is not meant by "at".
  const most = Math.min(MOST_SLIPS, Math.floor(written.length / 2) + 1)
  let best: string | null = null
  let least = most + 1
  for (const word of words) {
    const slips = slipsBetween(written.toLowerCase(), word.toLowerCase())
    if (slips >= Math.min(least, word.length)) continue
    best = word
    least = slips
  }
  return best
}

/** Letters that were left out, added, exchanged or swapped with their neighbour on the way from one word to another. */
function slipsBetween(from: string, to: string): number {
  let before: number[] = []
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const at = (line: readonly number[], index: number) => line[index] ?? Number.POSITIVE_INFINITY
      const isSame = from[i - 1] === to[j - 1]
      const isSwapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      next[j] = Math.min(
        at(row, j) + 1,
        at(next, j - 1) + 1,
        at(row, j - 1) + (isSame ? 0 : 1),
        isSwapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = row
    row = next
  }
  return row[to.length] ?? 0
}
