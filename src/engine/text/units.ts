/**
 * What the fold table gives for a code point, besides a letter (any other value): a fold never yields these units
 * themselves, for control characters and surrogates are no letters.
 */
export const FOLDED = {
  /** Leaves no trace: marks, zero-width characters, direction controls. */
  nothing: 0,
  /** Ends a word: white space, punctuation, pictures. */
  gap: 1,
  /** Ends a sentence where white space follows: full stops of all scripts. */
  stop: 2,
  /** `@` and `$`: a letter where another letter follows, else a gap. */
  at: 3,
  dollar: 4,
  /** `!` and `|`: a letter between two letters; `!` else ends a sentence. */
  bang: 5,
  bar: 6,
  /** Values from here to `expansionEnd` name an expansion to two or three letters. */
  expansion: 0xd800,
  expansionEnd: 0xdfff,
} as const

/** Scripts written without spaces: a phrase may begin and end in the middle of a run of letters. */
export function isUnspaced(unit: number): boolean {
  return (
    (unit >= 0x0e00 && unit <= 0x0eff) || // Thai, Lao
    (unit >= 0x1000 && unit <= 0x109f) || // Myanmar
    (unit >= 0x1780 && unit <= 0x17ff) || // Khmer
    (unit >= 0x3041 && unit <= 0x30ff) || // Kana
    (unit >= 0x3400 && unit <= 0x9fff) || // Han
    (unit >= 0xf900 && unit <= 0xfaff) // Han, compatibility
  )
}
