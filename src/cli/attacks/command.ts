import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readVisits } from '../evaluate/visit.ts'
import { writeAttacks } from './write.ts'

const ATTACKS_HELP = `masthead attacks VISITS.jsonl… --out FOLDER [--seed N] [--each N]

Puts attacks of our own, and healthy oddities that must not be taken for one, into healthy pages of sites over time.
Writes FOLDER/visits.jsonl and its pages, for masthead evaluate; each attack has a session of its own. A kind with
",calm" holds nothing that attackers say; one with ",external-script" holds its message nowhere in the page.

  --out FOLDER   where to write; the healthy pages stay where they are
  --seed N       other places, messages and markup (default: 1)
  --each N       visits of each kind (default: 72)

Examples:
  masthead attacks visits.jsonl --out attacks
  masthead evaluate attacks/visits.jsonl

Exit status: 0 all were made, 1 some page could not be used (each is named), 2 usage.
`

/** Runs the command; gives the exit status. */
export function attacksCommand(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      each: { type: 'string', default: '72' },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true || values.out === undefined || positionals.length === 0) {
    process.stdout.write(ATTACKS_HELP)
    return values.help === true ? 0 : 2
  }
  const each = Number(values.each)
  if (!(Number.isInteger(each) && each >= 1))
    throw new Error(`--each takes a number from 1, not "${values.each}".`)
  const { visits, errors } = readVisits(positionals)
  const written = writeAttacks({ visits, folder: resolve(values.out), seed: values.seed, each })
  for (const { kind, count, unfit } of written)
    process.stdout.write(`${kind}: ${count}${unfit === 0 ? '' : ` (${unfit} pages had no place for it)`}\n`)
  errors.push(...written.flatMap((one) => one.errors))
  if (written.every(({ count }) => count === 0))
    errors.push('Nothing was attacked: no address has three healthy visits of one session before another.')
  for (const error of errors) process.stderr.write(`${error}\n`)
  return errors.length > 0 ? 1 : 0
}
