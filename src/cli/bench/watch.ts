/**
 * How fast one worker and three watch a farm of sites on this machine, with all its cores and held to a share of one each,
 * and what is lost when one of three is killed in the middle of every round: `npm run bench:watch -- [SITES] [slow]`. The
 * last word leaves out all but the workers that are held to a share.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '../../postgres/cluster.ts'
import { coresLimit } from './watch-farm/cores.ts'
import { FarmChild } from './watch-farm/farm-child.ts'
import { type Figures, type Place, Trial } from './watch-farm/trial.ts'

const SITES = Number(process.argv[2] ?? 2_000)
const IS_SLOW_ONLY = process.argv[3] === 'slow'
const ROUNDS = [0, 1, 2]
const GOAL = 2.5
/** Of a core, for each slow worker: three of them, the database and the farm then find room on two cores. */
const SHARE = 0.2

const rate = ({ checks, span }: Figures): number => (checks * 1_000) / span

function sayCost(title: string, figures: Figures): void {
  const each = (time: number) => `${(time / figures.checks).toFixed(1)} ms`
  console.log(
    `${title}: ${rate(figures).toFixed(1)} checks a second; a check takes ${each(figures.workers)} of a core in the workers, ` +
      `${each(figures.database)} in the database, ${each(figures.farm)} in the farm`,
  )
}

/** What came of it, what these cores allow at most, and what the cost of a check says of a machine with more of them. */
function sayRatio(one: Figures, three: Figures, plain: number): void {
  const cores = availableParallelism()
  const most = (cores * one.workers) / (one.workers + one.database + one.farm)
  const apart = (3 * one.workers) / three.workers
  console.log(
    `three workers against one: ${(rate(three) / rate(one)).toFixed(2)} times (goal ${GOAL}). The ${cores} cores of this machine ` +
      `bring plain computing ${plain.toFixed(2)} times, and the watch at most ${most.toFixed(2)} times, since database and farm ` +
      `need their part. By what a check costs the workers, three with a core each would come to ${apart.toFixed(2)} times.`,
  )
}

/** With all the cores there are; gives whether nothing was lost or doubled. */
async function free(place: Place): Promise<boolean> {
  const plain = await coresLimit(availableParallelism())
  const one = await Trial.prepare('one worker', { workers: 1, kills: false }, place)
  const three = await Trial.prepare('three workers', { workers: 3, kills: false }, place)
  const killed = await Trial.prepare('three workers, one killed', { workers: 3, kills: true }, place)
  // In turn: whatever else the machine has to do meanwhile slows both.
  for (const round of ROUNDS) for (const trial of [one, three]) await trial.run(round)
  for (const round of ROUNDS) await killed.run(round)
  const trials = [one, three, killed]
  for (const trial of trials) trial.sayAlerts()
  sayCost('one worker', one.figures)
  sayCost('three workers', three.figures)
  sayRatio(one.figures, three.figures, plain)
  return trials.every(({ isWell }) => isWell)
}

/** The same where each worker is held to a share of a core. */
async function slow(place: Place): Promise<boolean> {
  const held = { kills: false, share: SHARE }
  const one = await Trial.prepare('one slow worker', { workers: 1, ...held }, place)
  const three = await Trial.prepare('three slow workers', { workers: 3, ...held }, place)
  for (const round of ROUNDS) for (const trial of [one, three]) await trial.run(round)
  for (const trial of [one, three]) trial.sayAlerts()
  sayCost('one slow worker', one.figures)
  sayCost('three slow workers', three.figures)
  const ratio = rate(three.figures) / rate(one.figures)
  console.log(
    `three workers against one, each held to ${SHARE} of a core: ${ratio.toFixed(2)} times (goal ${GOAL})`,
  )
  return one.isWell && three.isWell
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-bench-watch-'))
  const cluster = await startCluster()
  const farm = await FarmChild.start(SITES)
  try {
    // Work of others takes cores away from the workers.
    console.log(`load of the machine before: ${(loadavg()[0] ?? 0).toFixed(1)} processes`)
    const place = { cluster, farm, folder, sites: SITES }
    const isWell = IS_SLOW_ONLY || (await free(place))
    if (!((await slow(place)) && isWell)) process.exitCode = 1
  } finally {
    farm.stop()
    await cluster.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
