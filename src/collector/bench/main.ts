import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { pino } from 'pino'
import * as v from 'valibot'
import { shippedPatterns } from '../../engine/patterns/shipped.ts'
import { shippedWeights } from '../../engine/verdict/weights.ts'
import { startCluster } from '../../postgres/cluster.ts'
import { makeCollector } from '../collector.ts'
import { openDatabase } from '../database/open.ts'
import { Rounds } from '../rounds.ts'
import { Mint } from '../simulate/mint.ts'

const LANES = 64
const COUNT = Number(process.argv[2] ?? 6_000)
/** How often each is measured, and what comes before the clock counts. */
const ROUNDS = 5
const WARM = 500
const resultSchema = v.object({ seconds: v.number(), times: v.array(v.number()), refused: v.number() })

/** How fast reports are taken, beside how fast the same server takes bare rows over the same number of connections. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-bench-'))
  const cluster = await startCluster()
  const database = await openDatabase({ dataDir: folder, databaseUrl: cluster.url, onError: () => {} })
  const { app, tools, believe } = await makeCollector({
    database,
    logger: pino({ level: 'silent' }),
    patterns: shippedPatterns(),
    weights: shippedWeights,
    fetchPage: null,
    isWatched: () => true,
    trustProxy: 1,
    feedDir: null,
    now: Date.now,
  })
  let sender: Sender | null = null
  try {
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    sender = new Sender(address)
    const mint = new Mint(database, tools.tokens)
    const bodies = async (count: number) => {
      const made: string[] = []
      for (let i = 0; i < count; i++)
        made.push(JSON.stringify({ token: await mint.token(0), report: report(i) }))
      return made
    }
    const part = Math.floor(COUNT / ROUNDS)
    const measured: { bare: number; rate: number }[] = []
    let refused = 0
    // A disk that others use is not as fast at all times.
    for (let round = 0; round < ROUNDS; round++) {
      const bare = await bareInserts(cluster.url, part)
      const full = await sender.load(await bodies(WARM + part), LANES, 0)
      refused += full.refused
      measured.push({ bare, rate: part / full.seconds })
    }
    const rate = median(measured.map((one) => one.rate))
    print(
      `bare single-row inserts, median of ${ROUNDS}`,
      median(measured.map(({ bare }) => bare)),
      'a second',
    )
    print(`reports taken (${refused} refused)`, rate, 'a second')
    print('reports against bare inserts, goal 0.5', median(measured.map((one) => one.rate / one.bare)), '×')
    const tails: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const half = await sender.load(await bodies(WARM + part), 0, rate / 2)
      tails.push(quantile(half.times, 0.99))
    }
    print('99th percentile at half of that, goal 50', median(tails), 'ms')
    print(`the same in the worst of ${ROUNDS} rounds`, Math.max(...tails), 'ms')
    // A collector that runs counts and decides as well, about every second.
    const rounds = new Rounds(pino({ level: 'silent' }), tools.metrics)
    rounds.every(1_000, 'believe', believe)
    const beside = await sender.load(await bodies(WARM + COUNT), LANES, 0)
    await rounds.stop()
    print('reports taken with the rounds beside', COUNT / beside.seconds, 'a second')
  } finally {
    await sender?.close()
    await app.close()
    await database.destroy()
    await cluster.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

const report = (i: number) => ({
  version: 1,
  id: randomUUID(),
  kind: 'defaced',
  url: `https://www.bench-${i % 500}.example/`,
  at: Math.floor(Date.now() / 60_000) * 60_000,
  verdict: { kind: 'suspect', points: 3, fingerprint: '0badcafe' },
  signs: [{ sign: 'claim', bits: 3.7, words: ['hacked by the example crew'] }],
  sketch: { text: [], structure: [] },
  note: '',
  screenshot: '',
})

/** One row a statement, one statement after another on each of ten connections. */
async function bareInserts(url: string, count: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  await pool.query('create table if not exists bare (id uuid primary key, at bigint, host text, body text)')
  const body = JSON.stringify(report(0))
  const insert = async (rows: number) => {
    let left = rows
    const lane = async () => {
      while (left-- > 0)
        await pool.query('insert into bare values ($1, $2, $3, $4)', [
          randomUUID(),
          Date.now(),
          'www.bench.example',
          body,
        ])
    }
    await Promise.all(Array.from({ length: LANES }, lane))
  }
  await insert(WARM)
  const start = performance.now()
  await insert(count)
  const seconds = (performance.now() - start) / 1_000
  await pool.end()
  return count / seconds
}

/** A thread of its own that sends, so that sending and receiving do not wait for each other. */
class Sender {
  readonly #worker: Worker
  #sent = 0

  constructor(address: string) {
    this.#worker = new Worker(
      `import('tsx/esm/api').then(({ register }) => { register(); return import('${new URL('./client.ts', import.meta.url)}') })`,
      { eval: true, workerData: address },
    )
  }

  /** Sends reports, so many at once or so many a second, and says how that went. */
  async load(bodies: readonly string[], lanes: number, rate: number) {
    const first = this.#sent
    this.#sent += bodies.length
    this.#worker.postMessage({ bodies, warm: WARM, first, lanes, rate })
    const [result] = await once(this.#worker, 'message')
    return v.parse(resultSchema, result)
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}

const median = (values: readonly number[]): number => quantile(values, 0.5)

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * share)] ?? 0
}

const print = (what: string, value: number, unit: string): void =>
  void process.stdout.write(`${what.padEnd(44)} ${value.toFixed(value < 10 ? 2 : 0)} ${unit}\n`)

await main()
