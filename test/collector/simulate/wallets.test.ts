import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TOKENS_A_DAY } from '../../../src/collector/believe/give-tokens.ts'
import { Mint } from '../../../src/collector/simulate/mint.ts'
import { Wallets } from '../../../src/collector/simulate/wallets.ts'
import { START, type TestCollector, testCollector } from '../setup/collector.ts'
import { FakeWeb } from '../setup/pages.ts'
import { reportOn } from '../setup/reader.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'masthead-wallets-'))
const web = new FakeWeb()
let collector: TestCollector
let wallets: Wallets

beforeAll(async () => {
  collector = await testCollector({ dataDir, databaseUrl: null, fetchPage: web.fetchPage })
  const { tokens } = collector.tools
  wallets = new Wallets({
    app: collector.app,
    mint: new Mint(collector.database, tokens),
    addressOf: (reader) => `20.1.${reader}.1`,
    keyOf: async (standing) => (await tokens.keys())[standing]?.key ?? '',
  })
})
afterAll(async () => {
  await collector.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function report(reader: number, host: string, isLie: boolean): Promise<number> {
  const spent = await wallets.spend(reader)
  if (spent === null) throw new Error('there is no token')
  const id = randomUUID()
  const answer = await collector.app.inject({
    method: 'POST',
    url: '/v1/reports',
    payload: { token: spent.token, report: reportOn(host, START, { id }) },
    remoteAddress: `20.1.${reader}.1`,
  })
  expect(answer.statusCode).toBe(201)
  wallets.wait({ id, receipt: answer.json().receipt, reader, standing: spent.standing, isLie })
  return spent.standing
}

test('readers of the trial rise by what the collector found, and liars by nothing else', async () => {
  web.sites.set('www.hit.example', { page: 'defaced-2015-french', hosting: 'aa' })
  web.sites.set('www.well.example', { page: 'newsroom-home-day-1', hosting: 'bb' })
  expect(await report(1, 'www.hit.example', false)).toBe(0)
  expect(await report(2, 'www.well.example', true)).toBe(0)
  await wallets.tend()
  expect(wallets.earned).toMatchObject({ honest: 0, liars: 0 })
  await collector.believe()
  await wallets.tend()
  await wallets.tend()
  expect(wallets.earned).toMatchObject({ honest: 1, liars: 0 })
  expect(await report(1, 'www.again.example', false)).toBe(1)
  expect(await report(2, 'www.again.example', true)).toBe(0)
})

test('a network has no more tokens in a day than the collector gives it', async () => {
  for (let i = 0; i < TOKENS_A_DAY; i++) expect(await wallets.spend(9)).not.toBeNull()
  expect(await wallets.spend(9)).toBeNull()
  expect(wallets.earned.refused).toBe(1)
})
