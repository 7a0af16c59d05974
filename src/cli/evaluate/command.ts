import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { programPatterns } from '../program-patterns.ts'
import { type BrowserOutcome, replayInBrowser } from './browser/replay.ts'
import { changesOf, formatChanges } from './changed-runs.ts'
import { formatComparison } from './compare-runs.ts'
import { formatErrors } from './error-lists.ts'
import { explain } from './explain.ts'
import { calibrationPlot, detectionPlot, scoredOf } from './plots.ts'
import { formatTables } from './print.ts'
import { readWeights } from './read-weights.ts'
import { type Outcome, sessions } from './replay.ts'
import { sampleVisits } from './sample.ts'
import { formatChanged } from './side-by-side.ts'
import { tally } from './tally.ts'
import { readTold, type Told, tell, toldLine } from './told.ts'
import { type ListedVisit, readVisits } from './visit.ts'
import { replayAll } from './workers.ts'

const EVALUATE_HELP = `masthead evaluate VISITS.jsonl… [OPTIONS]

Replays visits through the extension's own judge-and-learn path and prints what it made of them.

  --json OUT             write the tables as JSON
  --verdicts OUT.jsonl   write a line a visit: {id, verdict, points, reasons}
  --sample N             make only N of the visits, the same ones every time
  --weights FILE         judge with the weights of a file instead of the shipped ones
  --compare OTHER        which visits are judged otherwise, with the reasons side by side; OTHER is a file of weights,
                         a verdicts file that another build of this program wrote, or the folder of a built extension
  --explain ID           print everything about one visit, and nothing else
  --errors               list what was missed and what was wrongly accused, by crew and site
  --plots FOLDER         write calibration.svg and detection.svg
  --browser              make them in a real Chromium with the built extension too, and list every difference
  --build DIR            the built extension for --browser (default: dist/chrome)

A list of visits has one JSON object a line, with these fields; others are passed over:

  id       names the visit; no two have the same
  file     the file of the page's HTML, seen from the list's folder
  url      the page's address; where it is no address of the web, one that nobody has is used
  time     when the page was seen, as a date ("2026-01-05T09:00:00Z")
  status   the status of the response, 0 to 999; null where it is not known
  session  visits that name the same one are made in the list's order, and what they teach is kept from one to the
           next; null for a first visit, which stands alone
  label    "clean" or "defaced": what the page is; the judge never sees it
  kind     a word for the kind of page or of attack, by which the tables are split
  lang     the page's language; null where it is not known
  group    may be left out: the crew, cluster or domain that --errors and cross-validation go by (default: session, id)

Examples:
  masthead evaluate visits.jsonl --errors
  masthead evaluate visits.jsonl --compare other-weights.json

Exit status: 0 all visits were made, 1 some line or page could not be used (each is named), 2 usage.
`

/** Runs the command; gives the exit status. */
export async function evaluateCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      verdicts: { type: 'string' },
      help: { type: 'boolean' },
      sample: { type: 'string' },
      weights: { type: 'string' },
      compare: { type: 'string' },
      explain: { type: 'string' },
      errors: { type: 'boolean' },
      plots: { type: 'string' },
      browser: { type: 'boolean' },
      build: { type: 'string', default: 'dist/chrome' },
    },
  })
  if (values.help === true || positionals.length === 0) {
    process.stdout.write(EVALUATE_HELP)
    return values.help === true ? 0 : 2
  }
  const count = values.sample === undefined ? Number.POSITIVE_INFINITY : Number(values.sample)
  if (!(count >= 1)) throw new Error(`--sample takes a number from 1, not "${values.sample}".`)
  const weightsFile = values.weights ?? null
  const weights = readWeights(weightsFile)
  const { visits: listed, errors } = readVisits(positionals)
  if (values.explain !== undefined) {
    process.stdout.write(explain(listed, values.explain, { patterns: programPatterns(), weights }))
    return 0
  }
  const visits = sampleVisits(listed, count)
  const start = performance.now()
  const outcomes = await replay(visits, weightsFile)
  const seconds = (performance.now() - start) / 1000
  let reported: readonly BrowserOutcome[] = outcomes
  let rate = outcomes.length / seconds
  if (values.browser === true) {
    const began = performance.now()
    reported = await inBrowser(visits, values.build)
    rate = reported.length / ((performance.now() - began) / 1000)
    process.stdout.write(`${formatComparison(outcomes, reported)}\n\n`)
  }
  for (const outcome of reported) if ('error' in outcome) errors.push(outcome.error)
  const tables = tally(reported)
  process.stdout.write(formatTables(tables, rate))
  process.stdout.write(`${formatChanges(changesOf(reported))}\n`)
  if (values.errors === true) process.stdout.write(`\n${formatErrors(reported)}\n`)
  if (values.compare !== undefined)
    process.stdout.write(
      `\n${formatChanged(visits, reported.flatMap(toldOf), await other(values.compare, visits))}\n`,
    )
  if (values.plots !== undefined) {
    mkdirSync(values.plots, { recursive: true })
    writeFileSync(join(values.plots, 'calibration.svg'), calibrationPlot(scoredOf(reported)))
    writeFileSync(join(values.plots, 'detection.svg'), detectionPlot(scoredOf(reported), weights))
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(tables, null, 2)}\n`)
  if (values.verdicts !== undefined) writeFileSync(values.verdicts, reported.map(toldLine).join(''))
  for (const error of errors) process.stderr.write(`${error}\n`)
  return errors.length > 0 ? 1 : 0
}

/** All outcomes, in the order of the visits. */
async function replay(visits: readonly ListedVisit[], weights: string | null): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  await replayAll(sessions(visits), (outcome) => outcomes.push(outcome), weights)
  const order = new Map(visits.map((visit, index) => [visit.id, index]))
  return outcomes.sort((a, b) => (order.get(a.visit.id) ?? 0) - (order.get(b.visit.id) ?? 0))
}

/** What somebody else made of the same visits: other weights, another build of this program or of the extension. */
async function other(path: string, visits: readonly ListedVisit[]): Promise<Told[]> {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  if (isFolder) return (await inBrowser(visits, path)).flatMap(toldOf)
  if (path.endsWith('.jsonl')) return readTold(path)
  readWeights(path)
  return (await replay(visits, path)).flatMap(toldOf)
}

const toldOf = (outcome: BrowserOutcome): Told[] =>
  'verdict' in outcome ? [tell(outcome.visit.id, outcome.verdict)] : []

async function inBrowser(visits: readonly ListedVisit[], build: string): Promise<BrowserOutcome[]> {
  const outcomes: BrowserOutcome[] = []
  await replayInBrowser(sessions(visits), build, (outcome) => {
    outcomes.push(outcome)
    if (outcomes.length % 20 === 0)
      process.stderr.write(`${outcomes.length} of ${visits.length} visits made\n`)
  })
  return outcomes
}
