import { ATTRIBUTE_NAMES } from './attributes.ts'
import { BOUNDS } from './bounds.ts'
import type { PageBuilder } from './builder.ts'

/**
 * A page written down in document order as one string, so that the page's own thread only copies names and texts,
 * and everything that has to be thought about happens in the worker.
 *
 * `o` value opens an element, `a` index value is an attribute of it, `t` value is text, `c` closes.
 * A value is its length as two characters (base 128, from `0`) and then itself: page text needs no escaping
 * and can imitate nothing.
 */
const BASE = 128
const ZERO = 48
/** UTF-16 units of one value; longer text is written in pieces, longer attributes are cut. */
const VALUE_BOUND = BASE * BASE - 1
/** UTF-16 units of a whole tape. */
export const TAPE_BOUND = 8 * 1024 * 1024

const OPEN = 'o'
const ATTRIBUTE = 'a'
const TEXT = 't'
const CLOSE = 'c'

export class TapeWriter {
  #tape = ''

  get length(): number {
    return this.#tape.length
  }

  open(tag: string): void {
    this.#tape += OPEN + value(tag.slice(0, 64))
  }

  attribute(index: number, text: string): void {
    this.#tape +=
      ATTRIBUTE +
      String.fromCharCode(ZERO + index) +
      value(text.length > BOUNDS.attribute ? text.slice(0, BOUNDS.attribute) : text)
  }

  text(text: string): void {
    if (text.length <= VALUE_BOUND) this.#tape += TEXT + value(text)
    else
      for (let from = 0; from < text.length; from += VALUE_BOUND)
        this.#tape += TEXT + value(text.slice(from, from + VALUE_BOUND))
  }

  close(): void {
    this.#tape += CLOSE
  }

  finish(): string {
    return this.#tape
  }
}

const value = (text: string): string =>
  String.fromCharCode(ZERO + Math.floor(text.length / BASE), ZERO + (text.length % BASE)) + text

/** Feeds a tape to a builder. A tape that breaks off or is not one at all ends where it stops making sense. */
export function playTape(tape: string, builder: PageBuilder): { isWhole: boolean } {
  const reader = new TapeReader(tape)
  while (!reader.isAtEnd) {
    const op = reader.next()
    if (op === CLOSE) builder.close()
    else if (op === TEXT) builder.text(reader.value())
    else if (op === OPEN) {
      const tag = reader.value()
      const read = reader.attributes()
      builder.open(tag, read)
    } else return { isWhole: false }
    if (reader.isBroken) return { isWhole: false }
  }
  return { isWhole: true }
}

class TapeReader {
  #at = 0
  isBroken = false
  readonly #attributes = new Map<string, string>()
  readonly #read = (name: string): string | null => this.#attributes.get(name) ?? null

  constructor(readonly tape: string) {}

  get isAtEnd(): boolean {
    return this.#at >= this.tape.length
  }

  next(): string {
    return this.tape[this.#at++] ?? ''
  }

  value(): string {
    const length = (this.#digit() ?? 0) * BASE + (this.#digit() ?? 0)
    const text = this.tape.slice(this.#at, this.#at + length)
    this.#at += length
    if (text.length !== length) this.isBroken = true
    return text
  }

  attributes(): (name: string) => string | null {
    this.#attributes.clear()
    while (this.tape[this.#at] === ATTRIBUTE) {
      this.#at++
      const name = ATTRIBUTE_NAMES[this.tape.charCodeAt(this.#at++) - ZERO]
      const text = this.value()
      if (name === undefined) this.isBroken = true
      else this.#attributes.set(name, text)
    }
    return this.#read
  }

  #digit(): number | null {
    const digit = this.tape.charCodeAt(this.#at++) - ZERO
    if (digit >= 0 && digit < BASE) return digit
    this.isBroken = true
    return null
  }
}
