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
  type KeyCheck,
  keyCheckSchema,
  type PropertyRecord,
  portraitSchema,
  propertyRecordSchema,
  type Waiting,
  waitingSchema,
} from './records.ts'
import type { Change, KnownSite, Learned, Queue, Store } from './store.ts'

/** Another process has the store; it is one's own again as soon as that ends, however it ends. */
export class StoreInUse extends Error {
  constructor(folder: string) {
    super(`Another masthead watch works with ${folder}; nothing was looked at.`)
  }
}

type Write = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string }

/**
 * What the watch remembers, in a LevelDB folder: a batch is written to its log as a whole before it counts, so that a
 * process killed at any moment leaves the state before or after it. The folder's lock goes with its process.
 */
export class LevelStore implements Store, Queue {
  readonly #level: ClassicLevel<string, unknown>
  /** Number of the last alert that was put in the queue. */
  #last = 0
  /** How often a host was written since the store was opened, which nobody else has meanwhile. */
  readonly #versions = new Map<string, number>()
  /** Changes are kept one after another: what a look taught is held against what is known by then. */
  #kept: Promise<unknown> = Promise.resolve()

  private constructor(level: ClassicLevel<string, unknown>) {
    this.#level = level
  }

  static async open(folder: string): Promise<LevelStore> {
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
    const store = new LevelStore(level)
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

  /** What is damaged or of another version is learned anew. */
  async site(host: string): Promise<KnownSite | null> {
    const text = await this.#read(`site!${host}`, v.string())
    const bytes = text === null ? null : fromBase64(text)
    const site = bytes === null ? null : decodeSite(bytes)
    if (site?.ok !== true || site.value.host !== host) return null
    return { site: site.value, version: this.#versions.get(host) ?? 1 }
  }

  async statement(host: string): Promise<Uint8Array | null> {
    const text = await this.#read(`statement!${host}`, v.string())
    return text === null ? null : fromBase64(text)
  }

  keyCheck(host: string): Promise<KeyCheck | null> {
    return this.#read(`key-check!${host}`, keyCheckSchema)
  }

  portrait(name: string): Promise<Portrait | null> {
    return this.#read(`portrait!${name}`, portraitSchema)
  }

  contacts(host: string): Promise<HostContacts | null> {
    return this.#read(`contacts!${host}`, contactsSchema)
  }

  keep(change: Change): Promise<boolean> {
    const kept = this.#kept.then(() => this.#keep(change))
    this.#kept = kept.catch(() => {})
    return kept
  }

  async #keep(change: Change): Promise<boolean> {
    const { property, statement, keyCheck, incident, portrait, contacts, waiting } = change
    const puts: [string, unknown][] = [[`property!${property.name}`, property.record]]
    const site = change.site === null ? null : await this.#current(change.site)
    if (site !== null) puts.push([`site!${site.host}`, toBase64(encodeSite(site))])
    if (statement !== null) puts.push([`statement!${statement.host}`, toBase64(statement.file)])
    if (keyCheck !== null) puts.push([`key-check!${keyCheck.host}`, keyCheck.record])
    if (incident !== null) puts.push([`incident!${incident.id}`, incident])
    if (portrait !== null) puts.push([`portrait!${property.name}`, portrait])
    if (contacts !== null) puts.push([`contacts!${contacts.host}`, contacts.record])
    for (const one of waiting) puts.push([this.#queueKey(one.target), one.waiting])
    await this.#write(puts.map(([key, value]) => ({ type: 'put', key, value })))
    if (site !== null) this.#versions.set(site.host, (this.#versions.get(site.host) ?? 1) + 1)
    return true
  }

  async #current({ site, version, anew }: Learned): Promise<SiteSignature | null> {
    const known = await this.site(site.host)
    return (known?.version ?? 0) === version ? site : anew(known?.site ?? null)
  }

  /** Nobody else has the folder. */
  async claim(): Promise<boolean> {
    return true
  }

  async release(): Promise<void> {}

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
