import * as v from 'valibot'
import type { Portrait } from '../../../engine/page/portrait.ts'
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
} from '../records.ts'
import type { Change, KnownSite, Store } from '../store.ts'
import { knownSite, type Write, writeChange } from './keep.ts'
import type { Database } from './open.ts'
import type { Patience } from './patience.ts'

/** What the watch remembers, in a PostgreSQL database that several machines share. */
export class PostgresStore implements Store {
  readonly #database: Database
  readonly #patience: Patience
  readonly #settle: (write: Write) => Promise<boolean>

  /**
   * `settle` writes along with a change, in the same transaction, and says whether the change still counts; where it does
   * not, only what `settle` wrote is kept.
   */
  constructor(database: Database, patience: Patience, settle: (write: Write) => Promise<boolean>) {
    this.#database = database
    this.#patience = patience
    this.#settle = settle
  }

  async property(name: string): Promise<PropertyRecord | null> {
    const rows = await this.#patience.ask(() =>
      this.#database.selectFrom('properties').select('record').where('name', '=', name).execute(),
    )
    return parsed(propertyRecordSchema, rows)
  }

  async incident(id: string): Promise<Incident | null> {
    const rows = await this.#patience.ask(() =>
      this.#database.selectFrom('incidents').select('record').where('id', '=', id).execute(),
    )
    return parsed(incidentSchema, rows)
  }

  async site(host: string): Promise<KnownSite | null> {
    const row = await this.#patience.ask(() =>
      this.#database.selectFrom('sites').selectAll().where('host', '=', host).executeTakeFirst(),
    )
    return row === undefined ? null : knownSite(row)
  }

  async statement(host: string): Promise<Uint8Array | null> {
    const row = await this.#patience.ask(() =>
      this.#database.selectFrom('statements').select('file').where('host', '=', host).executeTakeFirst(),
    )
    return row?.file ?? null
  }

  async keyCheck(host: string): Promise<KeyCheck | null> {
    const rows = await this.#patience.ask(() =>
      this.#database.selectFrom('key_checks').select('record').where('host', '=', host).execute(),
    )
    return parsed(keyCheckSchema, rows)
  }

  async portrait(name: string): Promise<Portrait | null> {
    const rows = await this.#patience.ask(() =>
      this.#database.selectFrom('portraits').select('record').where('name', '=', name).execute(),
    )
    return parsed(portraitSchema, rows)
  }

  async contacts(host: string): Promise<HostContacts | null> {
    const rows = await this.#patience.ask(() =>
      this.#database.selectFrom('contacts').select('record').where('host', '=', host).execute(),
    )
    return parsed(contactsSchema, rows)
  }

  /** Counts a look of which nothing can be kept but that it was no good. */
  async skip({ name, url }: { name: string; url: string }): Promise<void> {
    const before = await this.property(name)
    await this.keep({
      property: {
        name,
        record: {
          url,
          lookedAt: Date.now(),
          incident: before?.incident ?? null,
          state: 'unchecked',
          isKeyDisputed: before?.isKeyDisputed ?? false,
        },
      },
      site: null,
      statement: null,
      keyCheck: null,
      incident: null,
      portrait: null,
      contacts: null,
      waiting: [],
    })
  }

  keep(change: Change): Promise<boolean> {
    return this.#patience.ask(() =>
      this.#database.transaction().execute(async (write) => {
        const counts = await this.#settle(write)
        if (counts) await writeChange(write, change)
        return counts
      }),
    )
  }
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, [row]: { record: string | null }[]): T | null {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), row?.record)
  return result.success ? result.output : null
}
