import { unitAt } from '../text/unit-at.ts'
import { ByteReader, ByteWriter } from './bytes.ts'
import type { TableDiff } from './diff.ts'
import { type Result, refuse } from './result.ts'
import { beginsTable, beginTable, KEY_BOUND, RECORD_BOUND, RECORDS_BOUND } from './table.ts'

/**
 * The bytes of a table after a change, made of those before it in one walk: both are in order, and what lies between two
 * changes is copied as it lies there. A worker does this every day, freshly started, for a list of twenty thousand of
 * which some thousands change. What is cut short is refused; whether the bytes were a table at all is for the hash of
 * what comes out to say.
 */
export function changeTable(bytes: Uint8Array, diff: TableDiff): Result<Uint8Array<ArrayBuffer>> {
  const records = new Records(bytes)
  const changes = new Changes(diff)
  const changed = new Changed(bytes)
  while (records.next()) {
    while (changes.isBefore(records.key)) {
      changed.write(changes, records.before)
      changes.next()
    }
    if (changes.isAt(records.key)) {
      changed.write(changes, records.before)
      changes.next()
    } else changed.keep(records)
  }
  if (records.isBroken) return refuse('The file is cut short or too long; fetch it anew.')
  for (; !changes.isAtEnd; changes.next()) changed.write(changes, records.key)
  return { ok: true, value: changed.finish() }
}

/** Records to be written and keys to be taken away, in the order of the keys. */
class Changes {
  readonly key = new Key()
  readonly #keys: readonly string[]
  readonly #put: TableDiff['put']
  #place = -1

  constructor({ put, removed }: TableDiff) {
    this.#put = put
    this.#keys = [...put.keys(), ...removed.filter((key) => !put.has(key))].sort()
    this.next()
  }

  get isAtEnd(): boolean {
    return this.#place >= this.#keys.length
  }

  /** What is written under the key; null where it is taken away. */
  get value(): Uint8Array | null {
    return this.#put.get(this.#keys[this.#place] ?? '') ?? null
  }

  next(): void {
    this.#place++
    this.key.set(this.#keys[this.#place] ?? '')
  }

  isBefore(key: Key): boolean {
    return !this.isAtEnd && compare(this.key, key) < 0
  }

  isAt(key: Key): boolean {
    return !this.isAtEnd && compare(this.key, key) === 0
  }
}

/** The ASCII of a key, as bytes: twenty thousand of them are not made into texts to be compared. */
class Key {
  readonly bytes = new Uint8Array(KEY_BOUND)
  length = 0

  set(text: string): void {
    this.length = text.length
    for (let i = 0; i < text.length; i++) this.bytes[i] = unitAt(text, i)
  }

  copy({ bytes, length }: Key): void {
    this.bytes.set(bytes)
    this.length = length
  }
}

function sharedLength(a: Key, b: Key): number {
  const most = Math.min(a.length, b.length)
  let i = 0
  while (i < most && a.bytes[i] === b.bytes[i]) i++
  return i
}

function compare(a: Key, b: Key): number {
  const i = sharedLength(a, b)
  if (i === a.length || i === b.length) return a.length - b.length
  return (a.bytes[i] ?? 0) - (b.bytes[i] ?? 0)
}

/** The records of a table, one after another. */
class Records {
  key = new Key()
  /** The key of the record before. */
  before = new Key()
  /** Where the record begins, where the length of its value stands, and where the record ends. */
  start = 0
  valueAt = 0
  end = 0
  #left: number
  readonly #reader: ByteReader

  constructor(bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes)
    if (!beginsTable(this.#reader)) this.#reader.isBroken = true
    this.#left = this.#reader.count(RECORDS_BOUND)
  }

  get isBroken(): boolean {
    return this.#reader.isBroken || !this.#reader.isAtEnd
  }

  /** Goes on to the next record; false where there is none. */
  next(): boolean {
    const reader = this.#reader
    if (this.#left === 0 || reader.isBroken) return false
    this.#left--
    this.start = reader.at
    this.before.copy(this.key)
    const shared = reader.count(this.key.length)
    const own = reader.count(KEY_BOUND - shared)
    reader.copy(own, this.key.bytes, shared)
    this.key.length = shared + own
    this.valueAt = reader.at
    reader.skip(reader.count(RECORD_BOUND))
    this.end = reader.at
    return !reader.isBroken
  }
}

/** The table that comes out: runs of the old bytes, and between them what is new. */
class Changed {
  readonly #old: Uint8Array
  readonly #body = new ByteWriter()
  readonly #last = new Key()
  #records = 0
  /** Old bytes that stay as they are and are not yet copied. */
  #from = 0
  #to = 0
  /** Whether what was written last is what stood before the next old record, so that its own bytes still hold. */
  #holds = true

  constructor(old: Uint8Array) {
    this.#old = old
  }

  keep({ key, start, valueAt, end }: Records): void {
    this.#records++
    if (this.#holds) {
      if (this.#to !== start) this.#from = start
    } else {
      this.#writeKey(key)
      this.#from = valueAt
      this.#holds = true
    }
    this.#to = end
  }

  /** Writes a change behind what was kept, the last of which had the key `kept`. */
  write({ key, value }: Changes, kept: Key): void {
    this.#flush(kept)
    if (value === null) return
    this.#records++
    this.#writeKey(key)
    this.#body.count(value.length)
    this.#body.bytes(value)
    this.#last.copy(key)
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.#body.bytes(this.#old.subarray(this.#from, this.#to))
    const table = new ByteWriter()
    beginTable(table, this.#records)
    table.bytes(this.#body.finish())
    return table.finish()
  }

  #flush(kept: Key): void {
    if (!this.#holds) return
    this.#body.bytes(this.#old.subarray(this.#from, this.#to))
    this.#from = this.#to = 0
    this.#last.copy(kept)
    this.#holds = false
  }

  #writeKey(key: Key): void {
    const shared = sharedLength(this.#last, key)
    this.#body.count(shared)
    this.#body.count(key.length - shared)
    this.#body.bytes(key.bytes.subarray(shared, key.length))
  }
}
