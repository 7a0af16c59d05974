import { LAST_TIME } from '../../last-time.ts'
import { ESCAPE, RAW_BITS } from './rice.ts'

/**
 * Reads what a `BitWriter` wrote. It never throws: past the end, or where something cannot be, it says so in
 * `isBroken` and gives zeros from then on.
 */
export class BitReader {
  isBroken = false
  #at = 0
  readonly #end: number
  /** With zeros behind, so that a word can be read anywhere. */
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#end = bytes.length * 8
    this.#bytes = new Uint8Array(bytes.length + 8)
    this.#bytes.set(bytes)
  }

  /** Whether all but the padding of the last byte was read. */
  get isAtEnd(): boolean {
    return this.#end - this.#at < 8
  }

  /** The next `width` bits, up to 32. */
  bits(width: number): number {
    if (width === 0) return 0
    const word = this.#peek()
    this.#skip(width)
    return this.isBroken ? 0 : word >>> (32 - width)
  }

  /** A count that must not be larger than `bound`. */
  count(bound: number): number {
    let value = 0
    for (let scale = 1; scale < 2 ** 53; scale *= 128) {
      const part = this.bits(8)
      value += (part & 127) * scale
      if (part < 128) break
    }
    if (value > bound) this.isBroken = true
    return this.isBroken ? 0 : value
  }

  rice(k: number): number {
    const quotient = Math.min(ESCAPE, Math.clz32(~this.#peek()))
    this.#skip(quotient === ESCAPE ? ESCAPE : quotient + 1)
    return quotient === ESCAPE ? this.bits(RAW_BITS) : quotient * 2 ** k + this.bits(k)
  }

  /** A moment that dates can say, in milliseconds since the epoch. */
  time(): number {
    const bytes = new DataView(new ArrayBuffer(8))
    bytes.setUint32(0, this.bits(32))
    bytes.setUint32(4, this.bits(32))
    const value = bytes.getFloat64(0)
    if (!(value >= 0 && value <= LAST_TIME)) this.isBroken = true
    return this.isBroken ? 0 : value
  }

  text(bound: number): string {
    let text = ''
    for (let left = this.count(bound); left > 0; left--) text += String.fromCharCode(this.count(0xffff))
    return text
  }

  /** One of a list, by its index. */
  choice<T>(list: readonly [T, ...T[]], width: number): T {
    const chosen = list[this.bits(width)]
    if (chosen === undefined) this.isBroken = true
    return chosen ?? list[0]
  }

  #skip(width: number): void {
    this.#at += width
    if (this.#at > this.#end) this.isBroken = true
    if (this.isBroken) this.#at = this.#end
  }

  /** 32 bits from here on, zeros behind the end. */
  #peek(): number {
    const bytes = this.#bytes
    const from = this.#at >>> 3
    const offset = this.#at & 7
    const word =
      ((bytes[from] ?? 0) << 24) |
      ((bytes[from + 1] ?? 0) << 16) |
      ((bytes[from + 2] ?? 0) << 8) |
      (bytes[from + 3] ?? 0)
    return offset === 0 ? word : (word << offset) | ((bytes[from + 4] ?? 0) >>> (8 - offset))
  }
}
