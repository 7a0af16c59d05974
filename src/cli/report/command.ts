import { parseArgs } from 'node:util'
import { openBundle } from '../../engine/evidence/bundle.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { tryReading, writeWhole } from '../files.ts'
import { contentsOf } from './contents.ts'
import { reportPage } from './page.tsx'

const REPORT_HELP = `masthead report BUNDLE [--out FILE] [--json]

Makes one page of HTML out of a bundle of evidence, to be mailed, printed and put away: what was seen, when, why it
counts as altered, side by side with better days where those are known, and a picture where one was taken. The page
needs nothing else and runs nothing. A bundle that was changed after it was signed gives no report.

  --out FILE   where to write (default: report.html)
  --json       print one line of JSON

Examples:
  masthead check https://www.example.org/ --evidence incidents --key ~/masthead.key
  masthead report incidents/www.example.org-20270104T060000Z-1a2b3c4d.zip --out incident.html
  masthead report incidents/www.example.org-20270104T060000Z-1a2b3c4d.zip --json

Exit status: 0 done, 1 the bundle is not to be believed, 2 usage, 3 it cannot be read.
`

/** Runs the command; gives the exit status. */
export async function reportCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string', default: 'report.html' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const [file] = positionals
  if (values.help === true || file === undefined || positionals.length > 1) {
    const stream = values.help === true ? process.stdout : process.stderr
    stream.write(REPORT_HELP)
    return values.help === true ? 0 : 2
  }
  const fail = (error: string, status: number): number => {
    if (values.json === true) process.stdout.write(`${JSON.stringify({ bundle: file, error })}\n`)
    else process.stderr.write(`${error}\n`)
    return status
  }
  const read = tryReading(file, 'name a bundle of evidence')
  if (!read.ok) return fail(read.error, 3)
  const opened = await openBundle(feedCrypto(globalThis.crypto.subtle), read.value)
  if (!opened.ok) return fail(opened.error, 1)
  const contents = contentsOf(opened.value)
  if (!contents.ok) return fail(contents.error, 1)
  writeWhole(values.out, reportPage(contents.value))
  const { about, verdict, signers } = contents.value
  const line = {
    bundle: file,
    out: values.out,
    url: about.url,
    at: new Date(about.at).toISOString(),
    verdict: verdict.kind,
    signers,
    error: null,
  }
  process.stdout.write(
    values.json === true ? `${JSON.stringify(line)}\n` : `The report is in ${values.out}.\n`,
  )
  return 0
}
