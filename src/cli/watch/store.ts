import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { ClassicLevel } from 'classic-level'
import * as v from 'valibot'
import type { Portrait } from '../../engine/page/portrait.ts'
import { decodeSite, encodeSite } from '../../engine/signature/codec/local.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import { fromBase64, toBase64 } from '../../engine/signature/transfer/base64.ts'
import {
  contactsSchema,
  type HostContacts,
  type Incident,
  incidentSchema,
  type PropertyRecord,
  portraitSchema,
  propertyRecordSchema,
  type Waiting,
  waitingSchema,
} from './records.ts'

/** Another process has the store; it is one's own again as soon as that ends, however it ends. */
export class StoreInUse extends Error {
  constructor(folder: string) {
    super(`Another masthead watch works with ${folder}; nothing was looked at.`)
  }
}

type Write = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string }

/** Everything that follows from one look; kept as a whole or not at all. */
export interface Change {
  property: { name: string; record: PropertyRecord }
  site: SiteSignature | null
  /** The file of an owner's statement that is newer than what is kept. */
  statement: { host: string; file: Uint8Array } | null
  incident: Incident | null
  /** What the page looks like, where it was well. */
  portrait: Portrait | null
  contacts: { host: string; record: HostContacts } | null
  waiting: readonly { target: string; waiting: Waiting }[]
}

/**
 * What the watch remembers, in a LevelDB folder: a batch is written to its log as a whole before it counts, so that a
 * process killed at any moment leaves the state before or after it. The folder's lock goes with its process.
 */
export class Store {
  readonly #level: ClassicLevel<string, unknown>
  /** Number of the last alert that was put in the queue. */
  #last = 0

  private constructor(level: ClassicLevel<string, unknown>) {
    this.#level = level
  }

  static async open(folder: string): Promise<Store> {
    mkdirSync(dirname(folder), { recursive: true })
    const level = new ClassicLevel<string, unknown>(folder, { valueEncoding: 'json' })
    try {
      await level.open()
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      if (cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED')
        throw new StoreInUse(folder)
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new Error(`The store ${folder} cannot be opened (${why}); name another or move it away.`)
    }
    const store = new Store(level)
    for await (const key of level.keys(range('queue!')))
      store.#last = Math.max(store.#last, Number(key.slice(-DIGITS)))
    return store
  }

  close(): Promise<void> {
    return this.#level.close()
  }

  property(name: string): Promise<PropertyRecord | null> {
    return this.#read(`property!${name}`, propertyRecordSchema)
  }

  incident(id: string): Promise<Incident | null> {
    return this.#read(`incident!${id}`, incidentSchema)
  }

  /** What was learned of a host; what is damaged or of another version is learned anew. */
  async site(host: string): Promise<SiteSignature | null> {
    const text = await this.#read(`site!${host}`, v.string())
    const bytes = text === null ? null : fromBase64(text)
    const site = bytes === null ? null : decodeSite(bytes)
    return site?.ok === true && site.value.host === host ? site.value : null
  }

  /** The file of the latest statement of a host that was believed. */
  async statement(host: string): Promise<Uint8Array | null> {
    const text = await this.#read(`statement!${host}`, v.string())
    return text === null ? null : fromBase64(text)
  }

  /** What a property looked like when it was last well. */
  portrait(name: string): Promise<Portrait | null> {
    return this.#read(`portrait!${name}`, portraitSchema)
  }

  contacts(host: string): Promise<HostContacts | null> {
    return this.#read(`contacts!${host}`, contactsSchema)
  }

  async keep(change: Change): Promise<void> {
    const { property, site, statement, incident, portrait, contacts, waiting } = change
    const puts: [string, unknown][] = [[`property!${property.name}`, property.record]]
    if (site !== null) puts.push([`site!${site.host}`, toBase64(encodeSite(site))])
    if (statement !== null) puts.push([`statement!${statement.host}`, toBase64(statement.file)])
    if (incident !== null) puts.push([`incident!${incident.id}`, incident])
    if (portrait !== null) puts.push([`portrait!${property.name}`, portrait])
    if (contacts !== null) puts.push([`contacts!${contacts.host}`, contacts.record])
    for (const one of waiting) puts.push([this.#queueKey(one.target), one.waiting])
    await this.#write(puts.map(([key, value]) => ({ type: 'put', key, value })))
  }

  /** The alerts that wait for a target, oldest first. */
  async queue(target: string): Promise<{ key: string; waiting: Waiting }[]> {
    const found: { key: string; waiting: Waiting }[] = []
    for await (const [key, value] of this.#level.iterator(range(`queue!${target}!`))) {
      const parsed = v.safeParse(waitingSchema, value)
      if (parsed.success) found.push({ key, waiting: parsed.output })
    }
    return found
  }

  postpone(key: string, waiting: Waiting): Promise<void> {
    return this.#write([{ type: 'put', key, value: waiting }])
  }

  remove(keys: readonly string[]): Promise<void> {
    return this.#write(keys.map((key) => ({ type: 'del', key })))
  }

  #queueKey(target: string): string {
    return `queue!${target}!${String(++this.#last).padStart(DIGITS, '0')}`
  }

  #write(writes: Write[]): Promise<void> {
    return this.#level.batch(writes, { sync: true })
  }

  async #read<T>(key: string, schema: v.GenericSchema<unknown, T>): Promise<T | null> {
    const parsed = v.safeParse(schema, await this.#level.get(key))
    return parsed.success ? parsed.output : null
  }
}

/** Keys are in the order of their letters: numbers have all their digits. */
const DIGITS = 15

const range = (prefix: string) => ({ gte: prefix, lt: `${prefix}\uffff` })
