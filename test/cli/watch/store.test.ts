import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PostgresStore } from '../../../src/cli/watch/database/postgres-store.ts'
import { LevelStore } from '../../../src/cli/watch/level-store.ts'
import type { Change, Queue, Store } from '../../../src/cli/watch/store.ts'
import { PostgresQueue } from '../../../src/cli/watch/worker/postgres-queue.ts'
import { makeAlert } from './setup/alert.ts'
import { impatient, openDatabase, type TestDatabase, unstopped } from './setup/database.ts'
import { learned } from './setup/learn.ts'

const NOW = Date.UTC(2026, 0, 1)
const ME = '00000000-0000-4000-8000-000000000001'

let folder = ''
let database: TestDatabase
const stores: { level: (Store & Queue) | null; postgres: Store | null; queue: Queue | null } = {
  level: null,
  postgres: null,
  queue: null,
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-store-'))
  stores.level = await LevelStore.open(join(folder, 'store'))
  database = await openDatabase()
  stores.postgres = new PostgresStore(database.database, impatient, async () => true)
  stores.queue = new PostgresQueue(database.database, impatient, ME, unstopped)
}, 60_000)
afterAll(async () => {
  if (stores.level instanceof LevelStore) await stores.level.close()
  await database.remove()
  rmSync(folder, { recursive: true, force: true })
})

const change = (name: string, more: Partial<Change> = {}): Change => ({
  property: {
    name,
    record: { url: `https://${name}.example/`, lookedAt: NOW, incident: null, state: 'well' },
  },
  site: null,
  statement: null,
  keyCheck: null,
  incident: null,
  portrait: null,
  contacts: null,
  waiting: [],
  ...more,
})

const portrait = {
  at: NOW,
  url: 'https://all.example/',
  title: 'Courrier\u0000 \ud800',
  menu: ['Politique'],
  says: [],
  links: 3,
  ownLinks: 2,
  images: 1,
  text: 400,
  language: 'fr',
  script: null,
  isDark: false,
}

const keyCheck = { at: NOW, key: '0a', domain: 'all.example', named: ['0b'], isAnswered: true }

describe.each(['folder', 'database'] as const)('the store in a %s', (kind) => {
  const store = (): Store => {
    const found = kind === 'folder' ? stores.level : stores.postgres
    if (found === null) throw new Error('The store is not open.')
    return found
  }
  const queue = (): Queue => {
    const found = kind === 'folder' ? stores.level : stores.queue
    if (found === null) throw new Error('The queue is not open.')
    return found
  }

  it('knows nothing of what it was not told', async () => {
    expect(await store().property('none')).toBeNull()
    expect(await store().incident('none')).toBeNull()
    expect(await store().site('none.example')).toBeNull()
    expect(await store().statement('none.example')).toBeNull()
    expect(await store().keyCheck('none.example')).toBeNull()
    expect(await store().portrait('none')).toBeNull()
    expect(await store().contacts('none.example')).toBeNull()
    expect(await queue().queue('none')).toEqual([])
  })

  it('gives back all that was kept of a look, and what replaced it', async () => {
    const { incident } = makeAlert('all', NOW)
    const whole = change('all', {
      site: learned('all.example', NOW, null, 0),
      statement: { host: 'all.example', file: new Uint8Array([0, 1, 255]) },
      keyCheck: { host: 'all.example', record: keyCheck },
      incident,
      portrait,
      contacts: { host: 'all.example', record: { at: NOW, contacts: ['mailto:a@all.example'] } },
    })
    expect(await store().keep(whole)).toBe(true)
    expect(await store().property('all')).toEqual(whole.property.record)
    expect(await store().incident(incident.id)).toEqual(incident)
    expect((await store().site('all.example'))?.site).toEqual(whole.site?.site)
    expect([...((await store().statement('all.example')) ?? [])]).toEqual([0, 1, 255])
    expect(await store().keyCheck('all.example')).toEqual(keyCheck)
    expect(await store().portrait('all')).toEqual(portrait)
    expect(await store().contacts('all.example')).toEqual(whole.contacts?.record)

    const closed = { ...incident, restoredAt: NOW + 1 }
    await store().keep(change('all', { incident: closed }))
    expect(await store().incident(incident.id)).toEqual(closed)
    expect(await store().portrait('all')).toEqual(portrait)
  })

  it('learns from a look anew where another one at the host was faster', async () => {
    // Two looks that began when nothing was known, and one that knew of the first.
    await store().keep(change('a', { site: learned('host.example', NOW, null, 0) }))
    const first = await store().site('host.example')
    await store().keep(change('b', { site: learned('host.example', NOW + 1, null, 0) }))
    const second = await store().site('host.example')
    expect([first?.site.visits, second?.site.visits]).toEqual([1, 2])
    await store().keep(
      change('c', { site: learned('host.example', NOW + 2, first?.site ?? null, first?.version ?? 0) }),
    )
    await Promise.all(
      [3, 4, 5].map((later) =>
        store().keep(
          change(`d${later}`, {
            site: learned('host.example', NOW + later, second?.site ?? null, second?.version ?? 0),
          }),
        ),
      ),
    )
    expect((await store().site('host.example'))?.site.visits).toBe(6)
  })

  it('gives alerts in the order they came in, until they are removed', async () => {
    for (const id of ['1', '2', '3'])
      await store().keep(
        change('alerts', {
          waiting: ['desk', 'chat'].map((target) => ({
            target,
            waiting: { alert: makeAlert(id, NOW), attempts: 0, nextAt: 0 },
          })),
        }),
      )
    expect(await queue().claim('desk')).toBe(true)
    const [one, two] = await queue().queue('desk')
    if (one === undefined || two === undefined) throw new Error('Nothing waits.')
    await queue().postpone(two.key, { ...two.waiting, attempts: 1, nextAt: NOW })
    await queue().remove([one.key])
    await queue().release('desk')
    const ids = async (target: string) =>
      (await queue().queue(target)).map(({ waiting }) => [waiting.alert.id, waiting.attempts])
    expect(await ids('desk')).toEqual([
      ['2', 1],
      ['3', 0],
    ])
    expect(await ids('chat')).toEqual([
      ['1', 0],
      ['2', 0],
      ['3', 0],
    ])
  })
})

describe('the store in a database', () => {
  it('keeps a look as a whole or not at all', async () => {
    const { incident } = makeAlert('half', NOW)
    const postgres = stores.postgres
    // No text of a database holds this character.
    const waiting = [{ target: '\u0000', waiting: { alert: makeAlert('half', NOW), attempts: 0, nextAt: 0 } }]
    await expect(postgres?.keep(change('half', { incident, portrait, waiting }))).rejects.toThrow()
    expect(await postgres?.property('half')).toBeNull()
    expect(await postgres?.incident(incident.id)).toBeNull()
    expect(await postgres?.portrait('half')).toBeNull()
  })

  it('keeps nothing of a look that does not count any more', async () => {
    const late = new PostgresStore(database.database, impatient, async () => false)
    expect(await late.keep(change('late', { portrait }))).toBe(false)
    expect(await late.property('late')).toBeNull()
  })

  it('takes what is damaged for not there, and puts it right', async () => {
    const { database: tables } = database
    await stores.postgres?.keep(change('torn', { site: learned('torn.example', NOW, null, 0), portrait }))
    await tables.updateTable('portraits').set({ record: '{"at"' }).where('name', '=', 'torn').execute()
    await tables.updateTable('properties').set({ record: '{"url":3}' }).where('name', '=', 'torn').execute()
    await tables
      .updateTable('sites')
      .set({ signature: sql`substr(signature, 1, 40)` })
      .where('host', '=', 'torn.example')
      .execute()
    expect(await stores.postgres?.portrait('torn')).toBeNull()
    expect(await stores.postgres?.property('torn')).toBeNull()
    expect(await stores.postgres?.site('torn.example')).toBeNull()
    await stores.postgres?.keep(change('torn', { site: learned('torn.example', NOW, null, 0) }))
    expect((await stores.postgres?.site('torn.example'))?.site.visits).toBe(1)
  })
})
