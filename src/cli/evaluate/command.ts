import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type BrowserOutcome, replayInBrowser } from './browser/replay.ts'
import { changesOf, formatChanges } from './changed-runs.ts'
import { formatComparison } from './compare-runs.ts'
import { formatTables } from './print.ts'
import { type Outcome, sessions } from './replay.ts'
import { sampleVisits } from './sample.ts'
import { tally } from './tally.ts'
import { type ListedVisit, readVisits } from './visit.ts'
import { replayAll } from './workers.ts'

export const EVALUATE_HELP = `masthead evaluate VISITS.jsonl… [--json OUT] [--verdicts OUT.jsonl] [--sample N] [--browser [--build DIR]]

Replays visits through the extension's own judge-and-learn path and prints what it made of them.

  --json OUT             write the tables as JSON
  --verdicts OUT.jsonl   write a line a visit: {id, verdict, points, reasons}
  --sample N             make only N of the visits, the same ones every time
  --browser              make them in a real Chromium with the built extension too, and list every difference
  --build DIR            the built extension for --browser (default: dist/chrome)

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
  const { visits: listed, errors } = readVisits(positionals)
  const visits = sampleVisits(listed, count)
  const outcomes: Outcome[] = []
  const start = performance.now()
  await replayAll(sessions(visits), (outcome) => outcomes.push(outcome))
  const seconds = (performance.now() - start) / 1000
  const order = new Map(visits.map((visit, index) => [visit.id, index]))
  outcomes.sort((a, b) => (order.get(a.visit.id) ?? 0) - (order.get(b.visit.id) ?? 0))
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
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(tables, null, 2)}\n`)
  if (values.verdicts !== undefined) writeFileSync(values.verdicts, reported.map(verdictLine).join(''))
  for (const error of errors) process.stderr.write(`${error}\n`)
  return errors.length > 0 ? 1 : 0
}

async function inBrowser(visits: readonly ListedVisit[], build: string): Promise<BrowserOutcome[]> {
  const outcomes: BrowserOutcome[] = []
  await replayInBrowser(sessions(visits), build, (outcome) => {
    outcomes.push(outcome)
    if (outcomes.length % 20 === 0)
      process.stderr.write(`${outcomes.length} of ${visits.length} visits made\n`)
  })
  return outcomes
}

function verdictLine(outcome: BrowserOutcome): string {
  if ('error' in outcome) return ''
  const { kind, points, evidence, reasons } = outcome.verdict
  const told = evidence.map(({ id, points: bits, reason }) => ({
    id,
    points: Math.round(bits * 100) / 100,
    params: reason.params,
  }))
  return `${JSON.stringify({ id: outcome.visit.id, verdict: kind, points, reasons: [...reasons.map(({ key, params }) => ({ id: key, params })), ...told], ...('seen' in outcome ? { seen: outcome.seen } : {}) })}\n`
}
