import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { formatTables } from './print.ts'
import { type Outcome, sessions } from './replay.ts'
import { tally } from './tally.ts'
import { readVisits } from './visit.ts'
import { replayAll } from './workers.ts'

export const EVALUATE_HELP = `masthead evaluate VISITS.jsonl… [--json OUT] [--verdicts OUT.jsonl]

Replays visits through the extension's own judge-and-learn path and prints what it made of them.

  --json OUT             write the tables as JSON
  --verdicts OUT.jsonl   write a line a visit: {id, verdict, points, reasons}

Exit status: 0 all visits were made, 1 some line or page could not be used (each is named), 2 usage.
`

/** Runs the command; gives the exit status. */
export async function evaluateCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'string' }, verdicts: { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help === true || positionals.length === 0) {
    process.stdout.write(EVALUATE_HELP)
    return values.help === true ? 0 : 2
  }
  const { visits, errors } = readVisits(positionals)
  const outcomes: Outcome[] = []
  const start = performance.now()
  await replayAll(sessions(visits), (outcome) => outcomes.push(outcome))
  const seconds = (performance.now() - start) / 1000
  const order = new Map(visits.map((visit, index) => [visit.id, index]))
  outcomes.sort((a, b) => (order.get(a.visit.id) ?? 0) - (order.get(b.visit.id) ?? 0))
  for (const outcome of outcomes) if ('error' in outcome) errors.push(outcome.error)
  const tables = tally(outcomes)
  process.stdout.write(formatTables(tables, outcomes.length / seconds))
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(tables, null, 2)}\n`)
  if (values.verdicts !== undefined) writeFileSync(values.verdicts, outcomes.map(verdictLine).join(''))
  for (const error of errors) process.stderr.write(`${error}\n`)
  return errors.length > 0 ? 1 : 0
}

function verdictLine(outcome: Outcome): string {
  if ('error' in outcome) return ''
  const { kind, points, evidence, reasons } = outcome.verdict
  const told = evidence.map(({ id, points: bits, reason }) => ({
    id,
    points: Math.round(bits * 100) / 100,
    params: reason.params,
  }))
  return `${JSON.stringify({ id: outcome.visit.id, verdict: kind, points, reasons: [...reasons.map(({ key, params }) => ({ id: key, params })), ...told] })}\n`
}
