import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { observeHtml } from '../../engine/page/html.ts'
import type { Observation } from '../../engine/page/observation.ts'
import { shippedPatterns } from '../../engine/patterns/shipped.ts'
import { Folder } from '../../engine/text/fold.ts'
import { judge } from '../../engine/verdict/judge.ts'
import { shippedWeights } from '../../engine/verdict/weights.ts'
import { readPageFile } from '../evaluate/read-page.ts'
import { sampleVisits } from '../evaluate/sample.ts'
import { readVisits } from '../evaluate/visit.ts'
import { quantile } from './quantile.ts'
import { CORPUS } from './samples.ts'

const PAGES = 400
const WARM_ROUNDS = 12
const ROUNDS = 9

/**
 * What judging a page costs once it is an observation, patterns included, and what folding its text alone costs: one
 * core, warm. Of each page the median of the rounds counts, so that a machine with other work does not.
 */
export function benchJudge(): void {
  const list = join(CORPUS, 'visits-first.jsonl')
  if (!existsSync(list))
    throw new Error(`The corpus is not in ${CORPUS}; unpack it there, or name its folder in MASTHEAD_CORPUS.`)
  const observations = sampleVisits(readVisits([list]).visits, PAGES).map(({ file, url, status, time }) =>
    observeHtml(readPageFile(file), { url, status, at: Date.parse(time) }),
  )
  const patterns = shippedPatterns()
  const [judging = [], folding = []] = timesOf(
    observations,
    (observation) => judge({ observation, site: null, patterns, weights: shippedWeights }),
    fold,
  )
  const ratios = judging.map((time, page) => time / (folding[page] ?? Number.NaN))
  print(
    `judging ${observations.length} pages, median`,
    quantile(judging, 0.5),
    'ms',
    Number.POSITIVE_INFINITY,
  )
  print('judging, 95th percentile', quantile(judging, 0.95), 'ms', 15)
  print('folding the text alone, median', quantile(folding, 0.5), 'ms', Number.POSITIVE_INFINITY)
  print('judging against folding, median', quantile(ratios, 0.5), '×', 2)
}

function fold({ identity, blocks }: Observation): number {
  const folder = new Folder(blocks.reduce((sum, { text }) => sum + text.length, identity.title.length))
  folder.add(identity.title)
  for (const { text } of blocks) folder.add(text)
  return folder.finish().length
}

/**
 * Median times of each page in milliseconds, of one thing and of another. All pages in turn with the one and then all
 * with the other, so that neither finds a page in the processor's cache, and a machine that slows down slows both.
 */
function timesOf(
  observations: readonly Observation[],
  ...works: ((observation: Observation) => unknown)[]
): number[][] {
  const times = works.map(() => observations.map((): number[] => []))
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round++)
    for (const [work, run] of works.entries())
      for (const [page, observation] of observations.entries()) {
        const start = performance.now()
        run(observation)
        if (round >= WARM_ROUNDS) times[work]?.[page]?.push(performance.now() - start)
      }
  return times.map((pages) => pages.map((some) => quantile(some, 0.5)))
}

function print(name: string, value: number, unit: string, goal: number): void {
  const isMet = value <= goal
  if (!isMet) process.exitCode = 1
  const against = Number.isFinite(goal) ? ` (at most ${goal}) ${isMet ? 'met' : 'MISSED'}` : ''
  console.log(`${name.padEnd(46)} ${value.toFixed(2)} ${unit}${against}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) benchJudge()
