import { unitAt } from '../text/unit-at.ts'
import { WRITING_SYSTEMS, type WritingSystem } from './observation.ts'

/** First code unit of each range and the writing system from there on; null where no letters are. Rough by design. */
const RANGES: readonly (readonly [number, WritingSystem | null])[] = [
  [0x00, null],
  [0x41, 'latin'],
  [0x5b, null],
  [0x61, 'latin'],
  [0x7b, null],
  [0xc0, 'latin'],
  [0x2b0, null],
  [0x370, 'greek'],
  [0x400, 'cyrillic'],
  [0x530, 'other'],
  [0x590, 'hebrew'],
  [0x600, 'arabic'],
  [0x780, 'other'],
  [0x8a0, 'arabic'],
  [0x900, 'indic'],
  [0xe00, 'thai'],
  [0xe80, 'other'],
  [0x1100, 'hangul'],
  [0x1200, 'other'],
  [0x1e00, 'latin'],
  [0x1f00, 'greek'],
  [0x2000, null],
  [0x2c60, 'latin'],
  [0x2c80, 'other'],
  [0x2de0, 'cyrillic'],
  [0x2e00, null],
  [0x3041, 'kana'],
  [0x3100, 'other'],
  [0x3131, 'hangul'],
  [0x3190, 'other'],
  [0x3400, 'han'],
  [0xa000, 'other'],
  [0xac00, 'hangul'],
  [0xd800, null],
  [0xf900, 'han'],
  [0xfb00, 'latin'],
  [0xfb1d, 'hebrew'],
  [0xfb50, 'arabic'],
  [0xfe00, null],
  [0xfe70, 'arabic'],
  [0xff00, null],
  [0xff21, 'latin'],
  [0xff5b, null],
  [0xff66, 'kana'],
  [0xffa0, 'hangul'],
  [0xfff0, null],
]

/** Place of each UTF-16 unit's count: 0 for what is no letter, then the writing systems in their order. */
const placeOf = buildTable()

function buildTable(): Uint8Array {
  const table = new Uint8Array(0x10000)
  for (let i = 0; i < RANGES.length; i++) {
    const [from, system] = RANGES[i] ?? [0, null]
    if (system !== null) table.fill(WRITING_SYSTEMS.indexOf(system) + 1, from, RANGES[i + 1]?.[0] ?? 0x10000)
  }
  return table
}

/** Counts letters by writing system over any number of texts. */
export class LetterCount {
  readonly #counts = new Uint32Array(WRITING_SYSTEMS.length + 1)

  /** How many letters the text has. What each unit is, is added up without asking: no processor foretells it. */
  add(text: string): number {
    const counts = this.#counts
    const others = counts[0] ?? 0
    const { length } = text
    for (let i = 0; i < length; i++) {
      const place = placeOf[unitAt(text, i)] ?? 0
      counts[place] = (counts[place] ?? 0) + 1
    }
    return length - ((counts[0] ?? 0) - others)
  }

  /** Shares of all letters, rounded to thousandths; all 0 where there are no letters. */
  shares(): Record<WritingSystem, number> {
    const total = this.#counts.subarray(1).reduce((sum, count) => sum + count, 0)
    const share = (system: WritingSystem) =>
      total === 0
        ? 0
        : Math.round(((this.#counts[WRITING_SYSTEMS.indexOf(system) + 1] ?? 0) / total) * 1000) / 1000
    return {
      latin: share('latin'),
      cyrillic: share('cyrillic'),
      greek: share('greek'),
      arabic: share('arabic'),
      hebrew: share('hebrew'),
      han: share('han'),
      kana: share('kana'),
      hangul: share('hangul'),
      indic: share('indic'),
      thai: share('thai'),
      other: share('other'),
    }
  }
}
