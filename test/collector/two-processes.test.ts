import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { feedCommand } from '../../src/cli/feed/command.ts'
import { Tokens } from '../../src/collector/believe/tokens.ts'
import { type Database, openDatabase } from '../../src/collector/database/open.ts'
import { standingNumber } from '../../src/collector/publish/mirror.ts'
import { Mint } from '../../src/collector/simulate/mint.ts'
import { FEED_PATHS } from '../../src/engine/feed/files.ts'
import { readIncidents } from '../../src/engine/feed/incidents.ts'
import { decodeTable } from '../../src/engine/feed/table.ts'
import { SKETCH_SIZE } from '../../src/engine/incident/sketch.ts'
import { type Cluster, startCluster } from '../../src/postgres/cluster.ts'
import { makeFeedKeys } from './setup/feed.ts'
import { type CollectorProcess, startProcess } from './setup/process.ts'
import { reportOn } from './setup/reader.ts'

const base = mkdtempSync(join(tmpdir(), 'masthead-two-'))
const SITES = 12
const REPORTERS = 4
let cluster: Cluster
let database: Database
let root: string

beforeAll(async () => {
  cluster = await startCluster()
  database = await openDatabase({ dataDir: base, databaseUrl: cluster.url, onError: () => {} })
  root = (await makeFeedKeys(base)).root
}, 240_000)
afterAll(async () => {
  await database.destroy()
  await cluster.remove()
  rmSync(base, { recursive: true, force: true })
})

const host = (round: number, site: number) => `www.site-${round}-${site}.example`

/** Two crews, each with a message of its own. */
const sketchOf = (site: number) => ({ text: Array<number>(SKETCH_SIZE).fill(site % 2), structure: [] })

/** Half of the reports go to each process, all at once; each is sent again to the other. */
async function sendAll(round: number, mint: Mint, processes: readonly CollectorProcess[]): Promise<void> {
  const sendings = []
  for (let site = 0; site < SITES; site++)
    for (let reporter = 0; reporter < REPORTERS; reporter++) {
      const report = reportOn(host(round, site), Date.now(), { sketch: sketchOf(site) })
      const body = JSON.stringify({ token: await mint.token(1), report })
      sendings.push(
        ...processes.map(async ({ url }) => {
          const answer = await fetch(`${url}/v1/reports`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-forwarded-for': `20.${reporter}.${round}.1` },
            body,
          })
          return answer.status
        }),
      )
    }
  const statuses = await Promise.all(sendings)
  expect(statuses.filter((status) => status === 201)).toHaveLength(SITES * REPORTERS)
  expect(statuses.filter((status) => status === 200)).toHaveLength(SITES * REPORTERS)
}

async function settled(round: number): Promise<void> {
  const isDone = async () => {
    const cases = await database
      .selectFrom('cases')
      .select(['reporters', 'state', 'campaign'])
      .where('host', 'like', `www.site-${round}-%`)
      .execute()
    return (
      cases.length === SITES &&
      cases.every((one) => one.reporters === REPORTERS && one.state === 'suspect' && one.campaign !== '')
    )
  }
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 50))
}

const stop = async ({ child, ended }: CollectorProcess) => {
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
}

/** Every head that readers of a folder can get, until it is ended. */
function watchNumbers(folder: string) {
  const numbers: number[] = []
  const timer = setInterval(() => numbers.push(standingNumber(folder)), 5)
  return () => {
    clearInterval(timer)
    return numbers
  }
}

function hostsIn(folder: string): string[] {
  const head = JSON.parse(readFileSync(join(folder, FEED_PATHS.head), 'utf8'))
  const { sha256 } = head.files.find(({ name }: { name: string }) => name === 'incidents')
  const table = decodeTable(readFileSync(join(folder, FEED_PATHS.content(sha256))))
  const incidents = table.ok ? readIncidents(table.value) : table
  if (!incidents.ok) throw new Error(incidents.error)
  return incidents.value.map((one) => one.host).sort()
}

test.each([
  ['one folder', (i: number) => join(base, `shared-feed${i * 0}`)],
  ['a folder each', (i: number) => join(base, `feed-${i}`)],
] as const)(
  'two processes on one database and %s count every report once and publish every incident once',
  async (kind, folderOf) => {
    const round = kind === 'one folder' ? 1 : 2
    const mint = new Mint(database, new Tokens(database, Date.now))
    const envOf = (i: number) => ({
      DATABASE_URL: cluster.url,
      TRUST_PROXY: '1',
      DATA_DIR: base,
      FEED_DIR: folderOf(i),
      FEED_KEY: join(base, 'feed.key'),
    })
    // They publish when they start: both at the same moment, before and after there is something to tell.
    const start = () => Promise.all([0, 1].map((i) => startProcess(envOf(i))))
    const numbers = [0, 1].map((i) => watchNumbers(folderOf(i)))
    const before = standingNumber(folderOf(0))
    let processes = await start()
    await sendAll(round, mint, processes)
    await settled(round)
    await Promise.all(processes.map(stop))
    processes = await start()
    const wanted = Array.from({ length: round }, (_, r) =>
      Array.from({ length: SITES }, (_, site) => host(r + 1, site)),
    )
    const isPublished = () => [0, 1].every((i) => standingNumber(folderOf(i)) > before)
    while (!isPublished()) await new Promise((resolve) => setTimeout(resolve, 50))
    await Promise.all(processes.map(stop))

    for (const seen of numbers.map((end) => end())) expect(seen).toEqual([...seen].sort((a, b) => a - b))
    for (const i of [0, 1]) {
      expect(hostsIn(folderOf(i))).toEqual(wanted.flat().sort())
      expect(await feedCommand(['verify', folderOf(i), '--root', root])).toBe(0)
    }
    const heads = [0, 1].map((i) => readFileSync(join(folderOf(i), FEED_PATHS.head), 'utf8'))
    expect(heads[0]).toBe(heads[1])
    const reports = await database.selectFrom('reports').select('case_id').execute()
    expect(reports).toHaveLength(round * SITES * REPORTERS)
    const campaigns = await database.selectFrom('campaigns').select('sites').execute()
    expect(campaigns.map(({ sites }) => sites)).toEqual([(round * SITES) / 2, (round * SITES) / 2])
  },
  // Four processes start, each of which compiles what it runs.
  300_000,
)
