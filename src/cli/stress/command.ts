import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { shippedWeights } from '../../engine/verdict/weights.ts'
import { MESSAGES } from '../attacks/messages/all.ts'
import { sampleVisits } from '../evaluate/sample.ts'
import { readVisits } from '../evaluate/visit.ts'
import { programPatterns } from '../program-patterns.ts'
import { DISGUISES } from './all.ts'
import { HIDINGS } from './hidings.ts'
import { formatDisguises, formatHidings, isMet } from './print.ts'
import { hide, judgeAll, stress } from './run.ts'

const STRESS_HELP = `masthead stress VISITS.jsonl… [--seed N] [--healthy N] [--defaced N] [--only NAME,…] [--json OUT]

Puts every defacement of the lists under every disguise, does the same to healthy pages, and hides messages on healthy
pages where nobody sees them. Prints for each disguise what is caught undisguised and what is still caught. A visit of a
site over time is judged with what the visits before it taught, and what its healthy pages say is not disguised: an
attacker disguises what he brings.

  --seed N      other letters, signs and messages (default: 1)
  --healthy N   healthy pages, the same ones every time (default: 40)
  --defaced N   defaced pages (default: all)
  --only NAME   these disguises and no others; names with commas between them
  --json OUT    write everything as JSON, with the ids of what was missed and what was accused

Examples:
  masthead stress visits.jsonl --healthy 100
  masthead stress visits.jsonl --only reversed,css-class --json some.json

Exit status: 0 every disguise is held, 1 some is not or some page could not be used, 2 usage.
`

/** Runs the command; gives the exit status. */
export function stressCommand(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      healthy: { type: 'string', default: '40' },
      defaced: { type: 'string', default: 'Infinity' },
      only: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true || positionals.length === 0) {
    process.stdout.write(STRESS_HELP)
    return values.help === true ? 0 : 2
  }
  const { visits, errors } = readVisits(positionals)
  const lists = { patterns: programPatterns(), weights: shippedWeights }
  const some = (label: string, count: string, option: string) => {
    const number = Number(count)
    if (!(number >= 0)) throw new Error(`${option} takes a number from 0, not "${count}".`)
    return sampleVisits(
      visits.filter((visit) => visit.label === label),
      number,
    )
  }
  const wanted = new Set([
    ...some('defaced', values.defaced, '--defaced'),
    ...some('clean', values.healthy, '--healthy'),
  ])
  const pages = judgeAll(visits, wanted, lists, errors)
  const isWanted = chosen(values.only)
  const disguises = DISGUISES.filter(isWanted).map((one) => stress(one, pages, lists, values.seed))
  const messages = MESSAGES.flatMap(({ claims }) => claims).map(({ title, lines }) =>
    [title, ...lines].join(' '),
  )
  const hidings = HIDINGS.filter(isWanted).map((one) => hide(one, pages, messages, lists, values.seed))
  process.stdout.write(`${formatDisguises(disguises)}\n\n${formatHidings(hidings)}\n`)
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ disguises, hidings }, null, 2)}\n`)
  for (const error of errors) process.stderr.write(`${error}\n`)
  return errors.length === 0 && disguises.every(isMet) ? 0 : 1
}

function chosen(only: string | undefined): (one: { name: string }) => boolean {
  if (only === undefined) return () => true
  const names = new Set(only.split(','))
  const known = new Set([...DISGUISES, ...HIDINGS].map(({ name }) => name))
  for (const name of names)
    if (!known.has(name)) throw new Error(`"${name}" is no disguise; see the list it prints.`)
  return ({ name }) => names.has(name)
}
