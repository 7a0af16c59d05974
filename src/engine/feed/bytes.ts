import { unitAt } from '../text/unit-at.ts'

const SHORT = 64

/** Writes whole bytes: counts, texts and runs of bytes, one after another. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>
  #size = 0

  /** `room`: bytes that are expected; more may come. */
  constructor(room = 4_096) {
    this.#bytes = new Uint8Array(room)
  }

  /** Seven bits at a time, for non-negative integers below 2^53 that are mostly small. */
  count(value: number): void {
    this.#reserve(8)
    let left = value
    for (; left >= 128; left = Math.floor(left / 128)) this.#bytes[this.#size++] = (left % 128) | 128
    this.#bytes[this.#size++] = left
  }

  /** Each UTF-16 unit as a count: a byte for ASCII, two or three for the rest. */
  text(text: string): void {
    this.count(text.length)
    this.#reserve(text.length)
    for (let i = 0; i < text.length; i++) {
      const unit = unitAt(text, i)
      // Room for one byte of each is there; keys and most texts are ASCII.
      if (unit < 128) this.#bytes[this.#size++] = unit
      else {
        this.count(unit)
        this.#reserve(text.length - i)
      }
    }
  }

  bytes(bytes: Uint8Array, from = 0, to = bytes.length): void {
    const length = to - from
    this.#reserve(length)
    // Thousands of views of a few bytes each are more work for the memory than the bytes are.
    if (length <= SHORT) for (let i = 0; i < length; i++) this.#bytes[this.#size + i] = bytes[from + i] ?? 0
    else this.#bytes.set(bytes.subarray(from, to), this.#size)
    this.#size += length
  }

  get size(): number {
    return this.#size
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#size)
  }

  #reserve(length: number): void {
    if (this.#size + length <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#size + length))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** Reads what a `ByteWriter` wrote. It never throws: where something cannot be, `isBroken` says so and zeros follow. */
export class ByteReader {
  isBroken = false
  #at = 0
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Bytes that are read. */
  get at(): number {
    return this.#at
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** A count that must not be larger than `bound`. */
  count(bound: number): number {
    const first = this.#bytes[this.#at]
    // Nearly every count is one byte; a file of a bad week has half a million of them.
    if (first !== undefined && first < 128 && first <= bound && !this.isBroken) {
      this.#at++
      return first
    }
    return this.#longCount(bound)
  }

  #longCount(bound: number): number {
    let value = 0
    for (let scale = 1; scale < 2 ** 53; scale *= 128) {
      const part = this.#next()
      value += (part & 127) * scale
      if (part >= 128) continue
      // The same number has one spelling.
      if (value > bound || (part === 0 && scale > 1)) break
      return this.isBroken ? 0 : value
    }
    this.isBroken = true
    return 0
  }

  text(bound: number): string {
    const length = this.count(bound)
    let text = ''
    for (let i = 0; i < length && !this.isBroken; i++) text += String.fromCharCode(this.count(0xffff))
    return text
  }

  /** A view of the next `length` bytes; it shares the memory of what is read. */
  bytes(length: number): Uint8Array {
    const from = this.#at
    if (from + length > this.#bytes.length) this.isBroken = true
    if (this.isBroken) return new Uint8Array()
    this.#at += length
    return this.#bytes.subarray(from, this.#at)
  }

  skip(length: number): void {
    if (this.#at + length > this.#bytes.length) this.isBroken = true
    if (!this.isBroken) this.#at += length
  }

  /** Copies the next `length` bytes to a place of others; short runs, for which a view would cost more. */
  copy(length: number, to: Uint8Array, place: number): void {
    const from = this.#at
    this.skip(length)
    for (let i = 0; i < length && !this.isBroken; i++) to[place + i] = this.#bytes[from + i] ?? 0
  }

  /** All that is left. */
  rest(): Uint8Array {
    return this.bytes(this.#bytes.length - this.#at)
  }

  #next(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) {
      this.isBroken = true
      return 0
    }
    this.#at++
    return byte
  }
}
