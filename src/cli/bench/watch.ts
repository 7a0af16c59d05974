/**
 * How fast one worker and three watch a farm of sites on this machine, with all its cores and held to a share of one each,
 * and what is lost when one of three is killed in the middle of every round: `npm run bench:watch -- [SITES] [PART]`, where
 * the part is `free`, `slow` or `steady`; all three where it is left out. Workers that are held to a share are measured twice:
 * begun anew for every round, as cron does it, and going on, as a watch does that is left running.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '../../postgres/cluster.ts'
import { coresLimit } from './watch-farm/cores.ts'
import { FarmChild } from './watch-farm/farm-child.ts'
import { steadily } from './watch-farm/steady.ts'
import { type Figures, type Place, Trial } from './watch-farm/trial.ts'

const SITES = Number(process.argv[2] ?? 2_000)
const PART = process.argv[3]
const ROUNDS = [0, 1, 2]
const GOAL = 2.5
/** Of a core, for each slow worker: three of them, the database and the farm then find room on two cores. */
const SHARE = 0.2
/** The same for workers that go on: so little that three of them never wait for a site to be due again. */
const STEADY_SHARE = 0.12

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

/** The same where the workers went on from an earlier round: none has to grow warm any more. */
async function steady(place: Place): Promise<boolean> {
  const one = await steadily('one steady worker', { workers: 1, share: STEADY_SHARE }, place)
  const three = await steadily('three steady workers', { workers: 3, share: STEADY_SHARE }, place)
  sayCost('one steady worker', one.figures)
  sayCost('three steady workers', three.figures)
  console.log(
    `three workers against one that go on, each held to ${STEADY_SHARE} of a core: ${(rate(three.figures) / rate(one.figures)).toFixed(2)} times ` +
      `(goal ${GOAL})`,
  )
  return one.isWell && three.isWell
}

const PARTS = { free, slow, steady }

async function main(): Promise<void> {
  if (PART !== undefined && !Object.hasOwn(PARTS, PART))
    throw new Error(`"${PART}" is no part of this; name ${Object.keys(PARTS).join(', ')}, or none for all.`)
  const folder = mkdtempSync(join(tmpdir(), 'masthead-bench-watch-'))
  const cluster = await startCluster()
  const farm = await FarmChild.start(SITES)
  try {
    // Work of others takes cores away from the workers.
    console.log(`load of the machine before: ${(loadavg()[0] ?? 0).toFixed(1)} processes`)
    const place = { cluster, farm, folder, sites: SITES }
    for (const [name, part] of Object.entries(PARTS))
      if ((PART === undefined || PART === name) && !(await part(place))) process.exitCode = 1
  } finally {
    farm.stop()
    await cluster.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
