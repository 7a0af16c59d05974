import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideCases } from '../../../src/collector/believe/cases.ts'
import { forget } from '../../../src/collector/believe/forget.ts'
import { caseOf, START, type TestCollector, testCollector } from '../setup/collector.ts'
import { Reader, reportOn } from '../setup/reader.ts'

const DAY = 86_400_000
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-forget-'))
let collector: TestCollector

beforeAll(async () => {
  collector = await testCollector({ dataDir, databaseUrl: null })
}, 240_000)
afterAll(async () => {
  await collector.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('tokens that were given out are counted for four weeks', async () => {
  const today = Math.floor(START / DAY)
  await collector.database
    .insertInto('issued')
    .values([0, 28, 29, 60].map((age) => ({ nearby: 'n', day: today - age, count: 1 })))
    .execute()
  await forget(collector.database, START)
  const kept = await collector.database.selectFrom('issued').select('day').where('nearby', '=', 'n').execute()
  expect(kept.map(({ day }) => today - day).sort()).toEqual([0, 28])
})

test('of a case its last five looks stay', async () => {
  for (const [i, host] of ['www.seen.example', 'www.seen-twice.example'].entries()) {
    await new Reader(collector.app, `20.${i}.1.1`).report(reportOn(host, START))
    await collector.count()
    const { id } = await caseOf(collector, host)
    const look = { case_id: id, verdict: 'intact', points: 0, found: '{}' }
    const looks = Array.from({ length: i === 0 ? 12 : 2 }, (_, at) => ({ ...look, at }))
    await collector.database.insertInto('looks').values(looks).execute()
  }
  await forget(collector.database, START)
  const kept = await collector.database.selectFrom('looks').select('at').orderBy('id').execute()
  expect(kept.map(({ at }) => at)).toEqual([7, 8, 9, 10, 11, 0, 1])
})

test('what readers added to a report goes 90 days after its case ended, and no sooner', async () => {
  const added = { note: 'I saw it', screenshot: 'data:image/png;base64,AAAA' }
  for (const [i, host] of ['www.ended.example', 'www.goes-on.example'].entries())
    await new Reader(collector.app, `21.${i}.1.1`).report(reportOn(host, collector.clock.now, added))
  await collector.count()
  const left = async () => {
    await forget(collector.database, collector.clock.now)
    const rows = await collector.database
      .selectFrom('reports')
      .select(['host', 'note', 'screenshot'])
      .where('host', 'in', ['www.ended.example', 'www.goes-on.example'])
      .orderBy('host')
      .execute()
    return rows.map(({ note, screenshot }) => ({ note, screenshot }))
  }
  const { id } = await caseOf(collector, 'www.ended.example')
  await collector.database
    .insertInto('decisions')
    .values({ case_id: id, moderator: 'ann', decision: 'rejected', reason: 'It is well', at: START })
    .execute()
  const decide = () => decideCases(collector.database, { now: collector.clock.now, looks: false })
  await decide()
  expect(await caseOf(collector, 'www.ended.example')).toMatchObject({ state: 'rejected', ended_at: START })
  collector.clock.now += 89 * DAY
  expect(await left()).toEqual([added, added])
  collector.clock.now += 2 * DAY
  // The other ends now, for nobody said anything for so long.
  await decide()
  expect(await left()).toEqual([{ note: '', screenshot: '' }, added])
})
