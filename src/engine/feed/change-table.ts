import { ByteReader, ByteWriter } from './bytes.ts'
import type { TableChange } from './diff.ts'
import { FEED_BOUNDS } from './files.ts'
import { type Result, refuse } from './result.ts'
import { beginsTable, beginTable, KEY_BOUND, RECORD_BOUND, RECORDS_BOUND } from './table.ts'

/**
 * The bytes of a table after a change, made of those before it in one walk: everything is in order, and what lies between
 * two changes is copied as it lies there. A worker does this every day, freshly started, for a list of twenty thousand of
 * which some thousands change; so nothing is made into texts, maps or views. What is cut short is refused; whether the
 * bytes were a table and a change at all is for the hash of what comes out to say.
 */
export function changeTable(bytes: Uint8Array, change: TableChange): Result<Uint8Array<ArrayBuffer>> {
  const old = new Records(bytes)
  const put = new Records(change.put)
  const removed = new Keys(change.removed)
  const changed = new Changed(old)
  put.next()
  removed.next()
  while (old.next()) {
    for (; put.isOn && compare(put.key, old.key) < 0; put.next()) changed.write(put)
    while (removed.isOn && compare(removed.key, old.key) < 0) removed.next()
    if (put.isOn && compare(put.key, old.key) === 0) {
      changed.write(put)
      put.next()
    } else if (removed.isOn && compare(removed.key, old.key) === 0) changed.drop()
    else changed.keep()
    // Keys that are written out anew may be much longer than what they were shortened to.
    if (changed.size > FEED_BOUNDS.file)
      return refuse(`What the diff makes is larger than ${FEED_BOUNDS.file} bytes; fetch the whole files.`)
  }
  for (; put.isOn; put.next()) changed.write(put)
  if (old.isBroken || put.isBroken || removed.isBroken)
    return refuse('The file or what changes it is cut short or too long; fetch it anew.')
  return { ok: true, value: changed.finish() }
}

/** The bytes of a key, one for each character, in room that is used again. */
class Key {
  readonly bytes = new Uint8Array(KEY_BOUND)
  length = 0

  /** Keeps `shared` bytes and takes the others from a reader. */
  read(reader: ByteReader, shared: number): void {
    const own = reader.count(KEY_BOUND - shared)
    reader.copy(own, this.bytes, shared)
    this.length = shared + own
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
  isOn = false
  readonly key = new Key()
  /** The key of the record before. */
  readonly before = new Key()
  /** Where the record begins, where the length of its value stands, and where the record ends. */
  start = 0
  valueAt = 0
  end = 0
  #left: number
  readonly #reader: ByteReader

  constructor(readonly bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes)
    this.#reader.isBroken = !beginsTable(this.#reader)
    this.#left = this.#reader.count(RECORDS_BOUND)
  }

  get isBroken(): boolean {
    return this.#reader.isBroken || !this.#reader.isAtEnd
  }

  /** Goes on to the next record; false where there is none. */
  next(): boolean {
    const reader = this.#reader
    this.before.copy(this.key)
    this.isOn = this.#left > 0 && !reader.isBroken
    if (!this.isOn) return false
    this.#left--
    this.start = reader.at
    this.key.read(reader, reader.count(this.key.length))
    this.valueAt = reader.at
    reader.skip(reader.count(RECORD_BOUND))
    this.end = reader.at
    this.isOn = !reader.isBroken
    return this.isOn
  }
}

/** Keys, one after another. */
class Keys {
  isOn = false
  readonly key = new Key()
  readonly #reader: ByteReader

  constructor(bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes)
  }

  get isBroken(): boolean {
    return this.#reader.isBroken
  }

  next(): void {
    this.isOn = !this.#reader.isAtEnd
    if (this.isOn) this.key.read(this.#reader, 0)
    if (this.isBroken) this.isOn = false
  }
}

/** The table that comes out: runs of the old bytes, and between them what is new. */
class Changed {
  readonly #old: Records
  readonly #body: ByteWriter
  readonly #last = new Key()
  #records = 0
  /** Old bytes that stay as they are and are not yet copied. */
  #from = 0
  #to = 0
  /** Whether what was written last is what stood before the old record, so that its own bytes still hold. */
  #holds = true

  constructor(old: Records) {
    this.#old = old
    // Little is added to it in a day.
    this.#body = new ByteWriter(old.bytes.length + (old.bytes.length >> 2))
  }

  get size(): number {
    return this.#body.size
  }

  /** The old record stays. */
  keep(): void {
    const { key, start, valueAt, end } = this.#old
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

  /** The old record goes. */
  drop(): void {
    if (!this.#holds) return
    this.#flush()
    this.#last.copy(this.#old.before)
    this.#holds = false
  }

  /** A record is written before the old one, or in its place. */
  write({ bytes, key, valueAt, end }: Records): void {
    this.drop()
    this.#records++
    this.#writeKey(key)
    this.#body.bytes(bytes, valueAt, end)
    this.#last.copy(key)
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.#flush()
    const body = this.#body.finish()
    const table = new ByteWriter(body.length + 16)
    beginTable(table, this.#records)
    table.bytes(body)
    return table.finish()
  }

  #flush(): void {
    this.#body.bytes(this.#old.bytes, this.#from, this.#to)
    this.#from = this.#to = 0
  }

  #writeKey(key: Key): void {
    const shared = sharedLength(this.#last, key)
    this.#body.count(shared)
    this.#body.count(key.length - shared)
    this.#body.bytes(key.bytes, shared, key.length)
  }
}
