import { parseArgs } from 'node:util'
import { readPageFile } from '../evaluate/read-page.ts'
import { look } from './look.ts'
import { resultLine, resultText } from './print.ts'
import { type CheckResult, EXIT, exitStatus } from './result.ts'
import { type Target, targetsOf } from './targets.ts'

const CHECK_HELP = `masthead check URL|FILE|FOLDER… [OPTIONS]

Looks once at each page and says what it makes of it, and why.

  --url ADDRESS   the address a file was saved from, so that its links can be told to be the site's own
  --format NAME   text, jsonl (a line of JSON a page) or sarif (one SARIF 2.1.0 log); --json is --format jsonl
  --allow-private fetch from private addresses too: a test server, an intranet

An address is fetched once: at most 5 redirects, 10 MB and 30 seconds, without cookies.

Examples:
  masthead check https://www.example.org/
  masthead check saved.html --url https://www.example.org/
  masthead check public/ --json > verdicts.jsonl
  masthead check public/ --format sarif > masthead.sarif

Exit status: 0 healthy, 1 findings (suspect or defaced), 2 usage, 3 something could not be checked (unreadable,
unavailable or undetermined) and nothing else was found.
`

/** Stands in for the address of a file that nobody named (RFC 2606). */
const NOWHERE = 'https://page.example/'

const FORMATS = ['text', 'jsonl', 'sarif']

/** Runs the command; gives the exit status. */
export async function checkCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      format: { type: 'string', default: 'text' },
      help: { type: 'boolean' },
      url: { type: 'string' },
      'allow-private': { type: 'boolean' },
    },
  })
  if (values.help === true || positionals.length === 0) {
    const stream = values.help === true ? process.stdout : process.stderr
    stream.write(CHECK_HELP)
    return values.help === true ? EXIT.healthy : EXIT.usage
  }
  const address = values.url ?? NOWHERE
  if (!/^https?:/i.test(address) || !URL.canParse(address))
    throw new Error(`--url takes an http or https address, not "${address}".`)
  const format = values.json === true ? 'jsonl' : values.format
  if (!FORMATS.includes(format))
    throw new Error(`--format takes one of ${FORMATS.join(', ')}, not "${format}".`)
  const results: CheckResult[] = []
  for (const target of positionals.flatMap(targetsOf)) {
    const result = await checkTarget(target, address, values['allow-private'] === true)
    if (format === 'text') process.stdout.write(resultText(result))
    if (format === 'jsonl') process.stdout.write(resultLine(result))
    results.push(result)
  }
  if (format === 'sarif') process.stdout.write((await import('./sarif.ts')).sarifLog(results))
  return exitStatus(results)
}

/** What fetches is loaded for an address only: a file is checked in half the time without it. */
async function checkTarget(target: Target, address: string, allowPrivate: boolean): Promise<CheckResult> {
  if ('error' in target) return target
  if ('url' in target) {
    const { fetchPage } = await import('../fetch/fetch-page.ts')
    const { limitsOf } = await import('../fetch/limits.ts')
    const page = await fetchPage(target.url, limitsOf(allowPrivate))
    if ('error' in page) return { target: target.url, error: page.error }
    return { target: target.url, url: page.url, status: page.status, verdict: look(page) }
  }
  try {
    const page = { html: readPageFile(target.file), url: address, status: 0 }
    return { target: target.file, url: address, status: 0, verdict: look(page) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { target: target.file, error: `The file cannot be read (${why}).` }
  }
}
