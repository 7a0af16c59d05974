import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openBundle } from '../../engine/evidence/bundle.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { contentsOf } from './contents.ts'
import { reportPage } from './page.tsx'

const REPORT_HELP = `masthead report BUNDLE [--out FILE]

Makes one page of HTML out of a bundle of evidence, to be mailed, printed and put away: what was seen, when, why it
counts as altered, side by side with better days where those are known, and a picture where one was taken. The page
needs nothing else and runs nothing. A bundle that was changed after it was signed gives no report.

  --out FILE   where to write (default: report.html)

Examples:
  masthead check https://www.example.org/ --evidence incidents --key ~/masthead.key
  masthead report incidents/www.example.org-20270104T060000Z-1a2b3c4d.zip --out incident.html

Exit status: 0 done, 1 the bundle is not to be believed, 2 usage, 3 it cannot be read.
`

/** Runs the command; gives the exit status. */
export async function reportCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string', default: 'report.html' }, help: { type: 'boolean' } },
  })
  const [file] = positionals
  if (values.help === true || file === undefined || positionals.length > 1) {
    const stream = values.help === true ? process.stdout : process.stderr
    stream.write(REPORT_HELP)
    return values.help === true ? 0 : 2
  }
  const bytes = read(file)
  if ('error' in bytes) return say(bytes.error, 3)
  const opened = await openBundle(feedCrypto(globalThis.crypto.subtle), bytes.bytes)
  if (!opened.ok) return say(opened.error, 1)
  const contents = contentsOf(opened.value)
  if (!contents.ok) return say(contents.error, 1)
  writeFileSync(values.out, reportPage(contents.value))
  process.stdout.write(`The report is in ${values.out}.\n`)
  return 0
}

function read(file: string): { bytes: Uint8Array } | { error: string } {
  try {
    return { bytes: readFileSync(file) }
  } catch (error) {
    return { error: `${file} cannot be read (${error instanceof Error ? error.message : String(error)}).` }
  }
}

function say(sentence: string, status: number): number {
  process.stderr.write(`${sentence}\n`)
  return status
}
