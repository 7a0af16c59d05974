import 'fake-indexeddb/auto'
import { type IDBPDatabase, openDB } from 'idb'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../../../src/extension/background/database/migrations/all.ts'
import type { MastheadSchema, VisitRecord } from '../../../../src/extension/background/database/schema.ts'
import { reportOn } from '../../../collector/setup/reader.ts'

/** A database as a release with so many migrations left it. */
function release(name: string, version: number): Promise<IDBPDatabase<MastheadSchema>> {
  return openDB<MastheadSchema>(name, version, {
    upgrade(database, from, to, transaction) {
      for (const migrate of migrations.slice(from, to ?? undefined)) migrate(database, transaction)
    },
  })
}

/** A visit as releases kept it before it had an order. */
const visitAt = (at: number, visit: string): VisitRecord => ({
  visit,
  tab: 1,
  host: 'a.example',
  url: 'https://a.example/',
  at,
  order: 0,
  looks: [],
  shown: 'intact',
  verdict: { kind: 'intact', points: 0, evidence: [], reasons: [], fingerprint: '' },
  isLearned: true,
  incident: null,
})

/** A database of a version with visits that the version before kept. */
async function withVisits(name: string, version: number, visits: readonly VisitRecord[]) {
  const old = await release(name, version - 1)
  for (const visit of visits) await old.put('visits', visit)
  old.close()
  return release(name, version)
}

async function shape(database: IDBPDatabase<MastheadSchema>) {
  return Object.fromEntries(
    [...database.objectStoreNames].map((name) => {
      const store = database.transaction(name).store
      return [name, { keyPath: store.keyPath, indexes: [...store.indexNames] }]
    }),
  )
}

describe('migrations', () => {
  it('begin with the stores of the first release', async () => {
    const database = await release('first', 1)
    expect(await shape(database)).toEqual({
      choices: { keyPath: ['kind', 'name'], indexes: [] },
      decisions: { keyPath: ['host', 'fingerprint'], indexes: ['age'] },
      incidents: { keyPath: 'id', indexes: ['age', 'host'] },
      sites: { keyPath: 'host', indexes: ['age'] },
      visits: { keyPath: 'visit', indexes: ['age', 'tab'] },
    })
    database.close()
  })

  it('add the compiled lists second, and keep what the first release stored', async () => {
    const old = await release('second', 1)
    await old.put('decisions', { host: 'a.example', fingerprint: 'f', decision: 'mistake', at: 1 })
    old.close()
    const database = await release('second', 2)
    expect((await shape(database)).lists).toEqual({ keyPath: 'name', indexes: [] })
    expect(await database.getAll('decisions')).toHaveLength(1)
    database.close()
  })

  it('pack sites third, and drop what was learned in another form', async () => {
    const old = await release('third', 2)
    await old.put('sites', { host: 'a.example', lastSeen: 1, bytes: new Uint8Array(0) })
    await old.put('choices', { kind: 'domain', name: 'example.org', isOn: true })
    old.close()
    const database = await release('third', 3)
    expect(await database.getAll('sites')).toEqual([])
    expect(await database.getAll('choices')).toHaveLength(1)
    database.close()
  })

  it('put visits of a host in order fourth, and keep those there are', async () => {
    const database = await withVisits('fourth', 4, [visitAt(2, 'b'), visitAt(1, 'a')])
    const visits = await database.getAllFromIndex('visits', 'host')
    expect(visits.map(({ visit }) => visit)).toEqual(['a', 'b'])
    expect(await database.getAll('portraits')).toEqual([])
    database.close()
  })

  it('make room for properties eighth, and keep the incidents there are', async () => {
    const old = await release('eighth', 7)
    const verdict = { kind: 'defaced', points: 9, evidence: [], reasons: [], fingerprint: 'f' } as const
    const incident = { id: 'one', host: 'a.example', url: 'https://a.example/', firstSeen: 1, lastSeen: 1 }
    const kept = { ...incident, restoredAt: 0, verdict: { ...verdict, evidence: [], reasons: [] } }
    await old.put('incidents', kept)
    old.close()
    const database = await release('eighth', 8)
    const { properties, captures, keys } = await shape(database)
    expect({ properties, captures, keys }).toEqual({
      properties: { keyPath: 'url', indexes: [] },
      captures: { keyPath: 'incident', indexes: ['age'] },
      keys: { keyPath: 'name', indexes: [] },
    })
    expect(await database.getAll('incidents')).toEqual([kept])
    database.close()
  })

  it('make room for tokens ninth, and keep the reports there are', async () => {
    const old = await release('ninth', 8)
    const token = { key: '1-0', nonce: 'aa', signature: 'bb' }
    const report = {
      id: 'one',
      at: 1,
      token,
      receipt: 'c',
      outcome: 'waiting',
      others: 0,
      refused: '',
    } as const
    await old.put('reports', { ...report, report: reportOn('www.ninth.example', 1) })
    old.close()
    const database = await release('ninth', 9)
    expect((await shape(database)).tokens).toEqual({ keyPath: 'nonce', indexes: [] })
    expect(await database.getAll('reports')).toMatchObject([report])
    database.close()
  })

  it('give visits an order tenth, by when they were', async () => {
    const database = await withVisits('tenth', 10, [visitAt(2, 'a'), visitAt(1, 'b')])
    const visits = await database.getAllFromIndex('visits', 'tab')
    expect(visits).toEqual([
      { ...visitAt(1, 'b'), order: 1 },
      { ...visitAt(2, 'a'), order: 2 },
    ])
    database.close()
  })

  it('lead to the same stores in one step and one by one, and keep what the reader chose', async () => {
    const choice = { kind: 'domain', name: 'example.org', isOn: true } as const
    const old = await release('stepwise', 1)
    await old.put('choices', choice)
    old.close()
    for (let version = 2; version <= migrations.length; version++)
      (await release('stepwise', version)).close()
    const stepwise = await release('stepwise', migrations.length)
    const fresh = await release('fresh', migrations.length)
    expect(await shape(stepwise)).toEqual(await shape(fresh))
    expect(await stepwise.getAll('choices')).toEqual([choice])
    stepwise.close()
    fresh.close()
  })
})
