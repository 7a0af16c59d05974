import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Tokens } from '../../src/collector/believe/tokens.ts'
import { type Database, openDatabase } from '../../src/collector/database/open.ts'
import { Mint } from '../../src/collector/simulate/mint.ts'
import { type Cluster, startCluster } from '../../src/postgres/cluster.ts'
import { type CollectorProcess, startProcess } from './setup/process.ts'
import { reportOn } from './setup/reader.ts'

const KILLS = 20
const SENDERS = 8
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-kill-'))
let cluster: Cluster
let database: Database
const env = () => ({ DATABASE_URL: cluster.url, TRUST_PROXY: '1', DATA_DIR: dataDir })

beforeAll(async () => {
  cluster = await startCluster()
  database = await openDatabase({ dataDir, databaseUrl: cluster.url, onError: () => {} })
}, 240_000)
afterAll(async () => {
  await database.destroy()
  await cluster.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Each sender comes from another provider, as a proxy in front would say. */
const post = async (url: string, body: string, lane: number) => {
  const answer = await fetch(`${url}/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `20.${lane}.1.1` },
    body,
  })
  return { status: answer.status, text: await answer.text() }
}

test('killed twenty times under load, nothing acknowledged is lost and nothing is counted twice', async () => {
  const mint = new Mint(database, new Tokens(database, Date.now))
  const acknowledged = new Map<string, string>()
  const unanswered: { body: string; lane: number }[] = []
  const lanesOf = new Map<string, Set<number>>()
  let running: CollectorProcess = await startProcess(env())
  let isOver = false
  const host = (i: number) => `www.site${i % 40}.example`

  /** Sends until the end; what got no answer is sent again to the next process, as an outbox does. */
  const sender = async (lane: number) => {
    for (let i = 0; !isOver; i++) {
      const name = host(lane * 7 + i * 3)
      lanesOf.set(name, (lanesOf.get(name) ?? new Set()).add(lane))
      const report = reportOn(name, Date.now())
      const body = JSON.stringify({ token: await mint.token(1), report })
      const to = running
      try {
        const { status, text } = await post(to.url, body, lane)
        if (status === 201) acknowledged.set(report.id, text)
        else if (status === 503) unanswered.push({ body, lane })
        else throw new Error(`${status} ${text}`)
      } catch (error) {
        if (error instanceof Error && /^\d/.test(error.message)) throw error
        unanswered.push({ body, lane })
        while (running === to && !isOver) await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
  const senders = Promise.all(Array.from({ length: SENDERS }, (_, lane) => sender(lane)))
  for (let kill = 0; kill < KILLS; kill++) {
    const before = acknowledged.size
    while (acknowledged.size < before + 40) await new Promise((resolve) => setTimeout(resolve, 10))
    running.child.kill('SIGKILL')
    await running.ended
    running = await startProcess(env())
  }
  isOver = true
  await senders
  // Whatever got no answer is sent again, and so is some of what got one.
  for (const { body, lane } of unanswered)
    expect([200, 201]).toContain((await post(running.url, body, lane)).status)
  while (await isUncounted()) await new Promise((resolve) => setTimeout(resolve, 100))
  running.child.kill('SIGTERM')
  expect(await running.ended).toBe(0)

  const kept = await database.selectFrom('reports').select(['id', 'host', 'case_id']).execute()
  const ids = new Set(kept.map(({ id }) => id))
  expect([...acknowledged.keys()].filter((id) => !ids.has(id))).toEqual([])
  expect(kept.length).toBe(acknowledged.size + unanswered.length)
  const cases = await database.selectFrom('cases').select(['id', 'host', 'reporters', 'weight_for']).execute()
  expect(new Set(cases.map((one) => one.host)).size).toBe(cases.length)
  for (const one of cases) {
    const reporters = lanesOf.get(one.host)?.size ?? 0
    expect(one).toMatchObject({ reporters, weight_for: 2 * reporters })
  }
  expect(kept.every(({ case_id }) => cases.some(({ id }) => id === case_id))).toBe(true)
}, 600_000)

async function isUncounted(): Promise<boolean> {
  const left = await database.selectFrom('reports').select('id').where('case_id', 'is', null).execute()
  return left.length > 0
}
