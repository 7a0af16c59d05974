import { foldTable } from './fold-table.ts'
import { unitAt } from './unit-at.ts'
import { FOLDED } from './units.ts'

/** What stands before a folded letter. */
export const BREAK = {
  /** Nothing: the letter before belongs to the same word. */
  none: 0,
  /** White space, punctuation, a picture. */
  word: 1,
  /** The end of a sentence or of a block of text: no phrase goes across. */
  sentence: 2,
} as const

/**
 * Text reduced to its letters: one case, no marks, look-alikes and leet made one, spacing turned into flags.
 * The arrays are as long as there is room; only the first `length` entries count.
 */
export interface Folded {
  length: number
  /** Letters as UTF-16 units. */
  letters: Uint16Array
  /** What stands before each letter, see `BREAK`, and after the last one. */
  breaks: Uint8Array
  /** Place in the source of each letter. */
  sources: Uint32Array
  /** Places of the letters with a break before them, and how many there are: where words begin. */
  words: Uint32Array
  wordCount: number
  /** No letter is above this one. */
  highest: number
}

/** Folds texts one after another into one run of letters; a phrase never goes from one text to the next. */
export class Folder {
  readonly #table = foldTable()
  #letters: Uint16Array
  #breaks: Uint8Array
  #sources: Uint32Array
  #words: Uint32Array
  #wordCount = 0
  /** All letters' bits. */
  #bits = 0
  #length = 0
  #break: number = BREAK.sentence

  /** @param room UTF-16 units expected in all. */
  constructor(room = 4096) {
    this.#letters = new Uint16Array(room + 16)
    this.#breaks = new Uint8Array(room + 16)
    this.#sources = new Uint32Array(room + 16)
    this.#words = new Uint32Array(room + 16)
  }

  get length(): number {
    return this.#length
  }

  /**
   * Appends a text. Its letters' sources start at `offset`. Where it goes on from the text before, a phrase may go
   * across.
   */
  add(text: string, offset = 0, goesOn = false): void {
    this.#reserve(text.length)
    this.#break = goesOn ? this.#break || BREAK.word : BREAK.sentence
    const { pages, values } = this.#table
    let isAfterLetter = false
    const { length } = text
    for (let i = 0; i < length; i++) {
      let point = unitAt(text, i)
      const source = offset + i
      if (point >= 0xd800 && point <= 0xdbff && i + 1 < length) {
        const low = unitAt(text, i + 1)
        if (low >= 0xdc00 && low <= 0xdfff) {
          point = (point - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000
          i++
        }
      }
      const value =
        point < 0x20000
          ? (values[((pages[point >> 8] ?? 0) << 8) | (point & 255)] ?? FOLDED.gap)
          : outer(point)
      if (value === FOLDED.nothing) continue
      if (value > FOLDED.bar) {
        this.#push(value, source)
        isAfterLetter = true
      } else if (value === FOLDED.gap) {
        this.#break ||= BREAK.word
        isAfterLetter = false
      } else isAfterLetter = this.#symbol(value, text, i, source, isAfterLetter)
    }
  }

  finish(): Folded {
    this.#breaks[this.#length] = BREAK.sentence
    return {
      length: this.#length,
      letters: this.#letters,
      breaks: this.#breaks,
      sources: this.#sources,
      words: this.#words,
      wordCount: this.#wordCount,
      highest: this.#bits,
    }
  }

  /** Marks that are letters only beside letters. Whether one was written. */
  #symbol(value: number, text: string, i: number, source: number, isAfterLetter: boolean): boolean {
    const next = i + 1 < text.length ? this.#table.at(unitAt(text, i + 1)) : FOLDED.gap
    const isBeforeLetter = next > FOLDED.bar
    const letter = value === FOLDED.at ? A : value === FOLDED.dollar ? S : I
    const isLetter =
      value !== FOLDED.stop &&
      isBeforeLetter &&
      (isAfterLetter || value === FOLDED.at || value === FOLDED.dollar)
    if (isLetter) {
      this.#push(letter, source)
      return true
    }
    const endsSentence = (value === FOLDED.stop || value === FOLDED.bang) && isAfterLetter && !isBeforeLetter
    if (endsSentence && next !== FOLDED.stop) this.#break = BREAK.sentence
    else this.#break ||= BREAK.word
    return false
  }

  #push(value: number, source: number): void {
    if (value < FOLDED.expansion || value > FOLDED.expansionEnd) return this.#put(value, source)
    const letters = this.#table.expansions[value - FOLDED.expansion] ?? ''
    for (let i = 0; i < letters.length; i++) this.#put(unitAt(letters, i), source)
  }

  #put(letter: number, source: number): void {
    if (this.#length >= this.#letters.length) this.#reserve(1)
    this.#letters[this.#length] = letter
    this.#breaks[this.#length] = this.#break
    this.#sources[this.#length] = source
    if (this.#break !== BREAK.none) this.#words[this.#wordCount++] = this.#length
    this.#bits |= letter
    this.#break = BREAK.none
    this.#length++
  }

  #reserve(more: number): void {
    const need = this.#length + more + 16
    if (need <= this.#letters.length) return
    const room = Math.max(need, this.#letters.length * 2)
    this.#letters = grown(new Uint16Array(room), this.#letters)
    this.#breaks = grown(new Uint8Array(room), this.#breaks)
    this.#sources = grown(new Uint32Array(room), this.#sources)
    this.#words = grown(new Uint32Array(room), this.#words)
  }
}

const A = 'a'.charCodeAt(0)
const S = 's'.charCodeAt(0)
const I = 'i'.charCodeAt(0)

/** Beyond the table stand rare Han and nothing else that is a letter; phrases hold none, so one stands for all. */
const outer = (point: number): number => (point < 0x33480 ? RARE_HAN : FOLDED.gap)
const RARE_HAN = 0x3400

function grown<T extends Uint8Array | Uint16Array | Uint32Array>(to: T, from: T): T {
  to.set(from)
  return to
}

/** The letters of one text and nothing else, as a string: for tests, reports and keys. */
export function foldToString(text: string): string {
  const folder = new Folder(text.length)
  folder.add(text)
  const { letters, length } = folder.finish()
  let result = ''
  for (let i = 0; i < length; i++) result += String.fromCharCode(letters[i] ?? 0)
  return result
}
