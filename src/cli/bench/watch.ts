/**
 * How fast one worker and three watch a farm of sites on this machine, and what is lost when one of three is killed in the
 * middle of every round: `npm run bench:watch -- [SITES]`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, startCluster } from '../../postgres/cluster.ts'
import { busyTime, coresLimit } from './watch-farm/cores.ts'
import { hostOf } from './watch-farm/farm.ts'
import { FarmChild } from './watch-farm/farm-child.ts'
import { type RoundRun, runRound } from './watch-farm/workers.ts'

const SITES = Number(process.argv[2] ?? 2_000)
/** Of so many sites one is altered in the second round and restored in the third. */
const ALTERED_OF = 20
const GOAL = 2.5

const altered = Array.from({ length: SITES }, (_, site) => site).filter((site) => site % ALTERED_OF === 0)
const ROUNDS = [[], altered, []]
const nameOf = (site: number) => `site-${String(site).padStart(5, '0')}`

interface Trial {
  title: string
  workers: number
  kills: boolean
}

interface Place {
  cluster: Cluster
  farm: FarmChild
  file: string
}

/** Three rounds on an empty database; gives checks a second, once the workers are at work. */
async function trial({ title, workers, kills }: Trial, { cluster, farm, file }: Place): Promise<number> {
  await emptied(cluster.url)
  const before = (await farm.ask({})).alerts.length
  console.log(`\n${title}`)
  let checks = 0
  let span = 0
  let isWell = true
  for (const [index, sites] of ROUNDS.entries()) {
    const { cpu: farmBefore } = await farm.ask({ begin: sites })
    const busy = busyTime()
    const run = await runRound(file, workers, async (children) => {
      while (kills && (await farm.ask({})).seen.count < SITES / 2) await sleep(50)
      if (kills) children[0]?.kill('SIGKILL')
    })
    const { seen, cpu } = await farm.ask({})
    const looks = await looksOf(cluster.url)
    const missed = SITES - looks.filter((count) => count === index + 1).length
    const doubled = looks.filter((count) => count > index + 1).length + twice(run)
    const again = seen.count - SITES - (index === 0 ? 0 : altered.length)
    checks += SITES
    span += seen.span
    isWell &&= missed === 0 && doubled === 0 && run.unchecked === 0
    console.log(
      `  round ${index + 1}: ${SITES - missed} sites checked, ${missed} missed, ${doubled} doubled, ${run.unchecked} not to be judged, ` +
        `${again} pages fetched again, ${rate(SITES, seen.span)} checks a second ` +
        `(${(run.time / 1_000).toFixed(0)} s with start and end; cores busy ${percent((busyTime() - busy) / run.time)}, ` +
        `the farm ${percent((cpu - farmBefore) / run.time)}), exit ${run.statuses.join(' ')}`,
    )
    if (run.errors !== '') console.log(run.errors.trimEnd())
  }
  const told = (await farm.ask({})).alerts.slice(before)
  isWell = sayAlerts(told) && isWell
  if (!isWell) process.exitCode = 1
  return (checks * 1_000) / span
}

/** Who was killed between sending and crossing off sends again with the same id, which receivers tell by. */
function sayAlerts(told: readonly { id: string; what: string }[]): boolean {
  const expected = altered.flatMap((site) => [`${nameOf(site)} opened`, `${nameOf(site)} restored`])
  const ids = new Set(told.map(({ id }) => id))
  const got = [...new Map(told.map(({ id, what }) => [id, what])).values()]
  const lost = expected.filter((what) => !got.includes(what)).length
  const doubled = got.length - new Set(got).size
  console.log(
    `  alerts: ${expected.length} expected, ${ids.size} received, ${lost} lost, ${doubled} doubled, ` +
      `${told.length - ids.size} sent again with the same id`,
  )
  return lost === 0 && doubled === 0 && ids.size === expected.length
}

const twice = ({ kept }: RoundRun): number => [...kept.values()].filter((count) => count > 1).length
const rate = (count: number, time: number): string => ((count * 1_000) / time).toFixed(1)
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`

async function emptied(url: string): Promise<void> {
  await query(
    url,
    'drop schema if exists masthead_watch cascade; drop schema if exists masthead_queue cascade',
  )
}

/** How many looks were kept of each property. */
async function looksOf(url: string): Promise<number[]> {
  const rows = await query(url, 'select looks from masthead_watch.properties')
  return rows.map(({ looks }) => Number(looks))
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

function writeConfig(folder: string, url: string, port: number): string {
  const file = join(folder, 'watch.json')
  const properties = Array.from({ length: SITES }, (_, site) => ({
    name: nameOf(site),
    url: `http://${hostOf(site)}:${port}/page`,
  }))
  const config = {
    store: url,
    'allow-private': true,
    'confirm-after-seconds': 1,
    'delay-seconds': 1,
    properties,
    alerts: { desk: { type: 'webhook', url: `http://127.0.0.1:${port}/`, secret: 'a secret of the bench' } },
  }
  writeFileSync(file, JSON.stringify(config))
  return file
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-bench-watch-'))
  const cluster = await startCluster()
  const farm = await FarmChild.start(SITES)
  try {
    const place = { cluster, farm, file: writeConfig(folder, cluster.url, farm.port) }
    const cores = availableParallelism()
    const limit = await coresLimit(cores)
    const one = await trial({ title: 'One worker', workers: 1, kills: false }, place)
    const three = await trial({ title: 'Three workers', workers: 3, kills: false }, place)
    await trial({ title: 'Three workers, one killed in every round', workers: 3, kills: true }, place)
    console.log(
      `\none worker ${one.toFixed(1)} checks a second, three ${three.toFixed(1)}: ${(three / one).toFixed(2)} times (goal ${GOAL})`,
    )
    console.log(
      `the machine's ${cores} cores, which farm and database share with the workers, bring plain computing ${limit.toFixed(2)} times`,
    )
  } finally {
    farm.stop()
    await cluster.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
