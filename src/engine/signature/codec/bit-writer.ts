import { LAST_TIME } from '../../last-time.ts'
import { unitAt } from '../../text/unit-at.ts'
import { COUNT_BOUND } from './bounds.ts'
import { ESCAPE, RAW_BITS } from './rice.ts'

/** Writes numbers of any width one after another, highest bit first. */
export class BitWriter {
  #bytes = new Uint8Array(4_096)
  #size = 0
  /** Bits that do not fill a byte yet, and how many. */
  #pending = 0
  #width = 0

  /** The lowest `width` bits of a non-negative integer; up to 32. */
  bits(value: number, width: number): void {
    if (width > 16) {
      this.#add(value >>> 16, width - 16)
      this.#add(value & 0xffff, 16)
    } else this.#add(value, width)
  }

  /** Seven bits at a time, for non-negative integers that are mostly small; none is written that is not read again. */
  count(value: number): void {
    let left = Math.min(value, COUNT_BOUND)
    for (; left >= 128; left = Math.floor(left / 128)) this.bits((left % 128) | 128, 8)
    this.bits(left, 8)
  }

  /** Golomb–Rice code: short for values about 2^k. */
  rice(value: number, k: number): void {
    const quotient = value >>> k
    if (quotient >= ESCAPE) {
      this.bits((1 << ESCAPE) - 1, ESCAPE)
      this.bits(value, RAW_BITS)
      return
    }
    this.bits(((1 << quotient) - 1) << 1, quotient + 1)
    this.bits(value, k)
  }

  /** Milliseconds since the epoch, exactly. A clock that is beyond all dates is taken for the date that is nearest. */
  time(value: number): void {
    const bytes = new DataView(new ArrayBuffer(8))
    bytes.setFloat64(0, Math.min(Math.max(0, value), LAST_TIME))
    this.bits(bytes.getUint32(0), 32)
    this.bits(bytes.getUint32(4), 32)
  }

  text(text: string): void {
    this.count(text.length)
    for (let i = 0; i < text.length; i++) this.count(unitAt(text, i))
  }

  finish(): Uint8Array<ArrayBuffer> {
    if (this.#width > 0) this.#add(0, 8 - this.#width)
    return this.#bytes.slice(0, this.#size)
  }

  /** At most 16 bits: with those that wait they fit into one integer. */
  #add(value: number, width: number): void {
    this.#pending = (this.#pending << width) | (value & ((1 << width) - 1))
    this.#width += width
    if (this.#size + 4 > this.#bytes.length) this.#grow()
    while (this.#width >= 8) {
      this.#width -= 8
      this.#bytes[this.#size++] = this.#pending >>> this.#width
    }
    this.#pending &= (1 << this.#width) - 1
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}
