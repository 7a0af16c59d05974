import { parseArgs } from 'node:util'
import { makeKey } from '../feed/keys.ts'

const KEYGEN_HELP = `masthead keygen FILE [--json]

Makes an owner's key (Ed25519), writes it where only you may read it, and prints its public half, which others need to
verify what you sign. Keep the file away from the web server: whoever has it can say what your pages look like.

  --json  print one line of JSON

Examples:
  masthead keygen ~/masthead.key
  masthead keygen ~/masthead.key --json

Exit status: 0 done, 2 usage, or the file is there already.
`

/** Runs the command; gives the exit status. */
export function keygenCommand(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  const [file] = positionals
  if (values.help === true || file === undefined || positionals.length > 1) {
    const stream = values.help === true ? process.stdout : process.stderr
    stream.write(KEYGEN_HELP)
    return values.help === true ? 0 : 2
  }
  const key = makeKey(file)
  process.stdout.write(`${values.json === true ? JSON.stringify({ file, key }) : key}\n`)
  return 0
}
