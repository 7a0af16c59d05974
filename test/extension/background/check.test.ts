import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { check, type LookToCheck } from '../../../src/extension/background/check.ts'
import {
  closeDatabase,
  type Database,
  openDatabase,
} from '../../../src/extension/background/database/open.ts'
import { fromRecord } from '../../../src/extension/background/database/sites.ts'
import { KEPT } from '../../../src/extension/background/database/trim.ts'
import { decide } from '../../../src/extension/background/decisions.ts'
import { DEFACED, frontPage } from '../../browser/pages.ts'

// No browser stands behind these: nothing is set by a policy.
vi.mock('webextension-polyfill', () => ({ default: {} }))

const HOST = 'www.lemonde.fr'
let database: Database

beforeEach(async () => {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
  database = await openDatabase()
})

function look(html: string, visit: string, number: number, settled = number > 1): LookToCheck {
  const observation = observeHtml(html, { url: `https://${HOST}/`, status: 200, at: 0 })
  const page = { host: HOST, url: observation.url }
  return { visit, number, settled, tab: 1, ...page, weights: shippedWeights, observe: () => observation }
}

/** Everything the database holds, for comparing before and after. */
async function everything() {
  const names = [...database.objectStoreNames]
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await database.getAll(name)])))
}

describe('a healthy page', () => {
  it('is learned once a visit, however often it is looked at', async () => {
    await check(database, look(frontPage(), 'a', 1), 1_000)
    const learned = await database.getAll('sites')
    expect(learned.map(fromRecord)).toMatchObject([{ host: HOST, visits: 1 }])
    await check(database, look(frontPage(), 'a', 2), 2_000)
    expect(await database.getAll('sites')).toEqual(learned)
    await check(database, look(frontPage(), 'b', 1), 3_000)
    expect((await database.getAll('sites')).map(fromRecord)).toMatchObject([{ visits: 2 }])
  })

  it('known only by a damaged record is learned anew', async () => {
    await check(database, look(frontPage(), 'a', 1), 1_000)
    const [site] = await database.getAll('sites')
    if (site === undefined) throw new Error('nothing was learned')
    await database.put('sites', { ...site, bytes: site.bytes.slice(0, -1) })
    await check(database, look(frontPage(), 'b', 1), 2_000)
    expect((await database.getAll('sites')).map(fromRecord)).toMatchObject([{ visits: 1 }])
  })
})

describe('a defaced page', () => {
  it('is taken from its reader with the second look, as one incident', async () => {
    expect(await check(database, look(DEFACED, 'a', 1), 1_000)).toMatchObject({
      act: 'none',
      shown: 'suspect',
      again: true,
    })
    expect(await database.getAll('incidents')).toEqual([])
    const second = await check(database, look(DEFACED, 'a', 2), 2_000)
    expect(second).toMatchObject({ act: 'warn', shown: 'defaced' })
    expect(await database.getAll('incidents')).toMatchObject([
      { id: second.incident, host: HOST, firstSeen: 2_000 },
    ])
  })

  it('teaches nothing', async () => {
    await check(database, look(DEFACED, 'a', 1), 1_000)
    await check(database, look(DEFACED, 'a', 2), 2_000)
    expect(await database.getAll('sites')).toEqual([])
  })

  it('takes back what its first look taught, when there was nothing to be seen yet', async () => {
    const whenFilled = async (visit: string, now: number) => {
      await check(database, look(frontPage(), visit, 1), now)
      const taught = await database.getAll('sites')
      await check(database, look(DEFACED, visit, 2), now + 500)
      // The same look comes again where the worker was stopped before it answered.
      await check(database, look(DEFACED, visit, 2), now + 500)
      await check(database, look(frontPage(), visit, 3), now + 900)
      return taught.map(fromRecord)
    }
    expect(await whenFilled('a', 1_000)).toMatchObject([{ visits: 1 }])
    expect(await database.getAll('sites')).toEqual([])
    await check(database, look(frontPage(), 'b', 1), 2_000)
    const known = (await database.getAll('sites')).map(fromRecord)
    expect(await whenFilled('c', 3_000)).toMatchObject([{ visits: 2 }])
    expect((await database.getAll('sites')).map(fromRecord)).toEqual(known)
  })

  it('takes back nothing that another visit was learned on top of', async () => {
    await check(database, look(frontPage(), 'a', 1), 1_000)
    await check(database, look(frontPage(), 'b', 1), 2_000)
    const both = await database.getAll('sites')
    await check(database, look(DEFACED, 'a', 2), 3_000)
    expect(await database.getAll('sites')).toEqual(both)
  })

  it('sent again because the worker was stopped before it answered, changes nothing more', async () => {
    await check(database, look(DEFACED, 'a', 1), 1_000)
    const first = await check(database, look(DEFACED, 'a', 2), 2_000)
    const before = await everything()
    expect(await check(database, look(DEFACED, 'a', 2), 2_000)).toEqual({ ...first, turn: null })
    expect(await everything()).toEqual(before)
  })

  it('is not confirmed by a look at another document', async () => {
    await check(database, look(DEFACED, 'a', 1), 1_000)
    expect(await check(database, look(DEFACED, 'b', 1, true), 2_000)).toMatchObject({ act: 'none' })
  })

  it('stays when the reader decided so, for the same evidence only', async () => {
    await check(database, look(DEFACED, 'a', 1), 1_000)
    const { verdict } = await check(database, look(DEFACED, 'a', 2), 2_000)
    await decide(database, { host: HOST, fingerprint: verdict.fingerprint, decision: 'shown', at: 3_000 })
    await check(database, look(DEFACED, 'b', 1), 4_000)
    expect(await check(database, look(DEFACED, 'b', 2), 5_000)).toMatchObject({
      act: 'none',
      shown: 'defaced',
    })
    await decide(database, { host: HOST, fingerprint: verdict.fingerprint, decision: 'dismissed', at: 6_000 })
    expect(await database.getAll('decisions')).toMatchObject([{ decision: 'shown' }])
  })

  it('is not taken from its reader twice in a session, whatever more is found on it', async () => {
    await check(database, look(DEFACED, 'a', 1), 1_000)
    const { incident, verdict } = await check(database, look(DEFACED, 'a', 2), 2_000)
    const shown = new Set([incident ?? ''])
    const more = DEFACED.replace('</body>', '<h1>Owned by the night heron crew</h1></body>')
    await check(database, { ...look(more, 'b', 1), shown }, 3_000)
    const again = await check(database, { ...look(more, 'b', 2), shown }, 4_000)
    expect(again.verdict.fingerprint).not.toBe(verdict.fingerprint)
    expect(again).toMatchObject({ act: 'none', shown: 'defaced', incident })
    await check(database, look(more, 'c', 1), 5_000)
    expect(await check(database, look(more, 'c', 2), 6_000)).toMatchObject({ act: 'warn' })
  })

  it('that is whole again ends its incident', async () => {
    await check(database, look(DEFACED, 'a', 1), 1_000)
    await check(database, look(DEFACED, 'a', 2), 2_000)
    // A script may be about to alter it.
    expect(await check(database, look(frontPage(), 'b', 1), 2_500)).toMatchObject({ again: true, turn: null })
    expect(await check(database, look(frontPage(), 'b', 2), 3_000)).toMatchObject({ again: false })
    expect(await database.getAll('incidents')).toMatchObject([{ restoredAt: 3_000 }])
    await check(database, look(DEFACED, 'c', 1), 4_000)
    await check(database, look(DEFACED, 'c', 2), 5_000)
    expect(await database.getAll('incidents')).toHaveLength(2)
  })
})

describe('what is remembered', () => {
  it('stays within its bounds, the newest kept', async () => {
    for (let visit = 0; visit < KEPT.visits + 5; visit++)
      await check(database, look(frontPage(), `v${visit}`, 1), visit)
    const kept = await database.getAllFromIndex('visits', 'age')
    expect(kept).toHaveLength(KEPT.visits)
    expect(kept[0]?.visit).toBe('v5')
  })

  it('never loses the record that a look was judged by, also where the store is full and nothing is learned', async () => {
    await check(database, look(frontPage(), 'a', 1), 1_000)
    const known = await database.get('sites', HOST)
    if (known === undefined) throw new Error('nothing was learned')
    const transaction = database.transaction('sites', 'readwrite')
    for (let i = 1; i < KEPT.sites; i++)
      void transaction.store.put({ ...known, host: `site-${i}.example`, lastSeen: 1_000 + i })
    await transaction.done
    await check(database, look(DEFACED, 'b', 1), 10_000)
    expect(await database.get('sites', HOST)).toEqual(known)
    expect(await database.count('sites')).toBe(KEPT.sites)
  })

  it('never loses a site just learned, also where its clock was set back', async () => {
    await check(database, look(frontPage(), 'a', 1), 1_000)
    const known = await database.get('sites', HOST)
    if (known === undefined) throw new Error('nothing was learned')
    await database.delete('sites', HOST)
    const transaction = database.transaction('sites', 'readwrite')
    for (let i = 0; i < KEPT.sites; i++)
      void transaction.store.put({ ...known, host: `site-${i}.example`, lastSeen: 5_000 + i })
    await transaction.done
    await check(database, look(frontPage(), 'b', 1), 2_000)
    expect(await database.get('sites', HOST)).toBeDefined()
    expect(await database.get('sites', 'site-0.example')).toBeUndefined()
    expect(await database.count('sites')).toBe(KEPT.sites)
  })

  it('is all or nothing: a transaction that fails leaves everything as it was', async () => {
    await check(database, look(frontPage(), 'a', 1), 1_000)
    const before = await everything()
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown) {
      if (this.name === 'visits') throw new DOMException('The disk is full.', 'QuotaExceededError')
      return put.call(this, value)
    }
    try {
      await expect(check(database, look(frontPage(), 'b', 1), 2_000)).rejects.toThrow('full')
    } finally {
      IDBObjectStore.prototype.put = put
    }
    expect(await everything()).toEqual(before)
  })
})
