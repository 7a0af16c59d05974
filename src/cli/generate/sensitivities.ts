/**
 * Counts what each sensitivity costs: `npm run generate:sensitivities -- FOLDER`, the folder of the corpus. Both lists
 * are replayed once for each, for what is learned of a site depends on what is thought of its pages.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { SENSITIVITIES, type Sensitivity, weightsFor } from '../../engine/verdict/sensitivity.ts'
import { shippedWeights, weightsKey } from '../../engine/verdict/weights.ts'

const FIGURES = fileURLToPath(new URL('../../engine/verdict/sensitivity-figures.json', import.meta.url))
const MAIN = join(import.meta.dirname, '../main.ts')
const LISTS = ['visits-first.jsonl', 'visits-series.jsonl']

const count = v.pipe(v.number(), v.integer())
const tablesSchema = v.object({
  overall: v.array(
    v.object({
      name: v.picklist(['clean', 'defaced']),
      n: count,
      counts: v.object({ defaced: count, suspect: count }),
    }),
  ),
})

/** Visits of one label, and how many of them are called altered or unusual. */
interface Seen {
  n: number
  flagged: number
}

function replay(corpus: string, sensitivity: Sensitivity): { clean: Seen; defaced: Seen } {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-sensitivity-'))
  try {
    const weights = join(folder, 'weights.json')
    const tables = join(folder, 'tables.json')
    writeFileSync(weights, JSON.stringify(weightsFor(sensitivity)))
    const lists = LISTS.map((list) => join(corpus, list))
    const args = ['--import', 'tsx', MAIN, 'evaluate', ...lists, '--weights', weights, '--json', tables]
    const { status, stderr } = spawnSync(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`The replay ended with status ${status}: ${stderr}`)
    const { overall } = v.parse(tablesSchema, JSON.parse(readFileSync(tables, 'utf8')))
    const of = (label: 'clean' | 'defaced'): Seen => {
      const row = overall.find(({ name }) => name === label)
      if (row === undefined) throw new Error(`No visit of the lists is labelled ${label}.`)
      return { n: row.n, flagged: row.counts.defaced + row.counts.suspect }
    }
    return { clean: of('clean'), defaced: of('defaced') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const corpus = process.argv[2]
if (corpus === undefined)
  throw new Error('Name the folder of the corpus: npm run generate:sensitivities -- FOLDER')
const seen = SENSITIVITIES.map((step) => ({ step, ...replay(corpus, step) }))
const [first] = seen
if (first === undefined) throw new Error('There is no sensitivity.')
const { clean, defaced } = first
const figures = {
  weights: weightsKey(shippedWeights),
  altered: defaced.n,
  healthy: clean.n,
  steps: Object.fromEntries(
    seen.map(({ step, ...counted }) => [
      step,
      { told: counted.defaced.flagged, accused: counted.clean.flagged },
    ]),
  ),
}
writeFileSync(FIGURES, `${JSON.stringify(figures, null, 2)}\n`)
console.log(`Wrote src/engine/verdict/sensitivity-figures.json: ${JSON.stringify(figures)}`)
