import { EXPANSIONS, RUNS } from './fold-data.ts'
import { FOLDED } from './units.ts'

const PAGE = 256
const POINTS = 0x20000

/** What every code point of the first two planes folds to; pages that fold to themselves share one. */
export interface FoldTable {
  /** Folded value of a code point below 0x20000. */
  at(point: number): number
  /** Letters behind a value from `FOLDED.expansion` on. */
  expansions: readonly string[]
  /** Direct view for hot loops: `values[(pages[point >> 8] << 8) | (point & 255)]`. */
  pages: Uint16Array
  values: Uint16Array
}

let table: FoldTable | null = null

/** The table, unpacked on first use (about 2 ms) and then kept. */
export function foldTable(): FoldTable {
  table ??= unpack()
  return table
}

function unpack(): FoldTable {
  const flat = new Uint16Array(POINTS)
  for (let point = 0; point < POINTS; point++) flat[point] = point < 0x10000 ? point : FOLDED.gap
  let at = 0
  for (const run of RUNS.split(' ')) {
    const match = /^([0-9a-z]+)\+([0-9a-z]+)([:~])(-?[0-9a-z]+)$/.exec(run)
    if (match === null) throw new Error(`The fold table is damaged at "${run}"; run \`npm run generate\`.`)
    const [gap, length, number] = [match[1], match[2], match[4]].map((digits) =>
      Number.parseInt(digits ?? '', 36),
    )
    at += gap ?? 0
    const end = at + (length ?? 0)
    for (; at < end; at++) flat[at] = match[3] === ':' ? (number ?? 0) : at + (number ?? 0)
  }
  return share(flat)
}

/** Two stages: equal pages are kept once. */
function share(flat: Uint16Array): FoldTable {
  const pages = new Uint16Array(POINTS / PAGE)
  const kept: Uint16Array[] = []
  const byText = new Map<string, number>()
  for (let page = 0; page < pages.length; page++) {
    const part = flat.subarray(page * PAGE, (page + 1) * PAGE)
    const text = String.fromCharCode(...part)
    let index = byText.get(text)
    if (index === undefined) {
      index = kept.push(part) - 1
      byText.set(text, index)
    }
    pages[page] = index
  }
  const values = new Uint16Array(kept.length * PAGE)
  kept.forEach((part, index) => {
    values.set(part, index * PAGE)
  })
  const at = (point: number) => values[((pages[point >> 8] ?? 0) << 8) | (point & 255)] ?? FOLDED.gap
  return { at, expansions: EXPANSIONS.split(' '), pages, values }
}
