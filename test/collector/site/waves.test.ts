import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { assignCampaigns } from '../../../src/collector/believe/campaigns.ts'
import { lookRound } from '../../../src/collector/believe/look-round.ts'
import type { Database } from '../../../src/collector/database/open.ts'
import type { CaseState } from '../../../src/collector/database/schema.ts'
import { wavesOf } from '../../../src/collector/site/case.ts'
import { queuePage } from '../../../src/collector/site/moderation-pages.tsx'
import { queueOf } from '../../../src/collector/site/queue.ts'
import { statusOf } from '../../../src/collector/site/status.ts'
import { statusPage } from '../../../src/collector/site/status-page.tsx'
import { SKETCH_SIZE } from '../../../src/engine/incident/sketch.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { putCase } from '../setup/case.ts'
import { openEmbedded } from '../setup/embedded.ts'
import { FakeWeb } from '../setup/pages.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 10, 23, 18)
const folder = mkdtempSync(join(tmpdir(), 'masthead-waves-'))
let database: Database

beforeAll(async () => {
  database = await openEmbedded(folder)
}, 240_000)
afterAll(async () => {
  await database.destroy()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  for (const table of ['looks', 'cases', 'campaigns'] as const) await database.deleteFrom(table).execute()
})

const numbers = (value: number) => Array<number>(SKETCH_SIZE).fill(value)

async function put(
  host: string,
  state: CaseState,
  at: number,
  text: number,
  structure: number | null = null,
) {
  const id = await putCase(database, host, at, state)
  const sketch = JSON.stringify({
    text: numbers(text),
    structure: structure === null ? [] : numbers(structure),
  })
  const isPublic = state === 'suspect' || state === 'defaced' || state === 'restored'
  await database
    .updateTable('cases')
    .set({ sketch, ...(isPublic ? {} : { published_at: 0 }) })
    .where('id', '=', id)
    .execute()
  return id
}

const campaignOf = async (host: string) =>
  (await database.selectFrom('cases').select('campaign').where('host', '=', host).executeTakeFirstOrThrow())
    .campaign

test('a wave is found while it spreads: moderators see it in open cases, and nobody else does', async () => {
  for (let i = 0; i < 4; i++) await put(`www.open-${i}.example`, 'open', NOW - HOUR, 1)
  await put('www.held.example', 'held', NOW - HOUR, 1)
  await put('www.out.example', 'suspect', NOW - HOUR, 1)
  await put('www.other.example', 'open', NOW - HOUR, 2)
  await assignCampaigns(database, NOW)
  const campaign = await campaignOf('www.out.example')
  const waves = await wavesOf(database, NOW)
  expect([...waves.values()]).toMatchObject([{ campaign, recent: 6 }])
  const queue = queuePage({
    queue: await queueOf(database),
    part: { page: 0, isAll: true },
    waves,
    suspended: [],
    liftings: [],
    audit: [],
  })
  expect(queue.match(/a wave: 6 sites in six hours/g)).toHaveLength(6)

  const status = await statusOf(database, NOW)
  expect(status.waves).toEqual([])
  expect(JSON.stringify(status) + statusPage(status)).not.toMatch(/open-|held|other|wave c/)
})

test('what is not published starts a campaign, and teaches a known one nothing', async () => {
  await put('www.first.example', 'open', NOW, 1, 7)
  await assignCampaigns(database, NOW)
  // By its text it is the same; were its make taken in, whatever has that make would be the same, too.
  await put('www.bridge.example', 'open', NOW, 1, 8)
  await assignCampaigns(database, NOW)
  await put('www.stranger.example', 'open', NOW, 3, 8)
  await assignCampaigns(database, NOW)
  expect(await campaignOf('www.bridge.example')).toBe(await campaignOf('www.first.example'))
  expect(await campaignOf('www.stranger.example')).not.toBe(await campaignOf('www.first.example'))
  // Published, it does teach.
  await put('www.translation.example', 'suspect', NOW, 1, 9)
  await assignCampaigns(database, NOW)
  await put('www.translated.example', 'open', NOW, 4, 9)
  await assignCampaigns(database, NOW)
  expect(await campaignOf('www.translated.example')).toBe(await campaignOf('www.first.example'))
})

test('what the collector sees itself decides the campaign, until everyone was told of it', async () => {
  const web = new FakeWeb()
  for (const [host, state] of [
    ['www.open.example', 'open'],
    ['www.out.example', 'suspect'],
  ] as const) {
    await put(host, state, NOW, 1)
    web.sites.set(host, { page: 'defaced-2015-french', hosting: '' })
  }
  await assignCampaigns(database, NOW)
  const before = await campaignOf('www.out.example')
  const tools = {
    patterns: shippedPatterns(),
    weights: shippedWeights,
    fetchPage: web.fetchPage,
    now: () => NOW,
  }
  await lookRound(database, tools)
  expect(await campaignOf('www.open.example')).toBe('')
  await assignCampaigns(database, NOW)
  expect(await campaignOf('www.open.example')).not.toBe(before)
  expect(await campaignOf('www.out.example')).toBe(before)
})

test('the public page tells the waves of the days in a table, also those that are over', async () => {
  // Two days ago a wave of six, two of them restored yesterday; today two sites of another campaign.
  const wave = NOW - 48 * HOUR
  for (let i = 0; i < 6; i++) await put(`www.wave-${i}.example`, i < 2 ? 'restored' : 'suspect', wave + i, 1)
  for (let i = 0; i < 2; i++) await put(`www.late-${i}.example`, 'suspect', NOW - HOUR, 2)
  await database
    .updateTable('cases')
    .set({ restored_at: NOW - 24 * HOUR })
    .where('state', '=', 'restored')
    .execute()
  await assignCampaigns(database, NOW)
  await database.updateTable('cases').set({ campaign: 'c1' }).where('state', '=', 'restored').execute()
  const status = await statusOf(database, NOW)
  expect(status.days.slice(0, 4)).toEqual([
    { day: '2026-11-23', counts: [count('all', 6, 2), count('c1', 4, 0)] },
    { day: '2026-11-22', counts: [count('all', 4, 0), count('c1', 4, 0)] },
    { day: '2026-11-21', counts: [count('all', 6, 6), count('c1', 6, 6)] },
    { day: '2026-11-20', counts: [count('all', 0, 0), count('c1', 0, 0)] },
  ])
  const rows = statusPage(status).match(
    /<tr><th scope="row"><time datetime="2026-11-2[^/]*<\/time>.*?<\/tr>/g,
  )
  expect(
    rows?.map((row) =>
      row
        .replace(/<[^>]+>/g, ' ')
        .trim()
        .split(/\s{2,}/),
    ),
  ).toEqual([
    ['2026-11-23', '6, 2 new', '4, 0 new'],
    ['2026-11-22', '4, 0 new', '4, 0 new'],
    ['2026-11-21', '6, 6 new', '6, 6 new'],
    ['2026-11-20', '0, 0 new', '0, 0 new'],
  ])
})

const count = (name: string, altered: number, fresh: number) => ({ name, altered, fresh })
