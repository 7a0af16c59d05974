import { parseArgs } from 'node:util'
import type { PatternSet } from '../../engine/patterns/compile.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import { readText } from '../files.ts'
import type { Renderer } from '../render/renderer.ts'
import { check, type Means } from './check.ts'
import { resultLine, resultText } from './print.ts'
import { type CheckResult, EXIT, exitStatus } from './result.ts'
import { targetsOf } from './targets.ts'

const CHECK_HELP = `masthead check URL|FILE|FOLDER… [OPTIONS]

Looks once at each page and says what it makes of it, and why.

  --url ADDRESS   the address a file was saved from, so that its links can be told to be the site's own
  --format NAME   text; jsonl, a line of JSON a page; or one document of all: sarif (SARIF 2.1.0), junit (XML), stix
                  (a STIX 2.1 bundle) or misp (an event in MISP's core format). --json is --format jsonl
  --signature FILE  what the site's pages look like, as "masthead learn" proposed it or a browser exported it
  --patterns FILE  wordings of your own, beside those that ship with Masthead: a pack as policies give to browsers; again
                  for each further file
  --render        look in a browser of this machine, with the extension as it was built: for pages that scripts make.
                  All that a page asks for is fetched within the limits below. Do not do so as root, whose pages Chromium
                  keeps in no sandbox
  --browser NAME  with --render: chromium or firefox (default: chromium where there is one)
  --screenshots DIR  with --render: a picture of every page, as PNG
  --evidence DIR  write a bundle (zip) of every altered page into this folder: page, verdict, headers, web archive, all
                  of it hashed and signed with the key in --key FILE, which "masthead keygen FILE" makes
  --allow-private fetch from private addresses too: a test server, an intranet

An address is fetched once: at most 5 redirects, 10 MB and 30 seconds, without cookies.

Examples:
  masthead check https://www.example.org/
  masthead check saved.html --url https://www.example.org/
  masthead check public/ --json > verdicts.jsonl
  masthead check public/ --format sarif > masthead.sarif
  masthead check https://www.example.org/ --format stix > incident.json
  masthead check https://www.example.org/ --evidence incidents --key ~/masthead.key
  masthead check https://www.example.org/ --render --screenshots pictures

Exit status: 0 healthy, 1 findings (suspect or defaced), 2 usage, 3 something could not be checked (unreadable,
unavailable or undetermined) and nothing else was found.
`

/** Stands in for the address of a file that nobody named (RFC 2606). */
const NOWHERE = 'https://page.example/'

/** Formats that tell of all results at once; what writes one is loaded where it is asked for. */
const DOCUMENTS: Record<string, () => Promise<(results: readonly CheckResult[], at: number) => string>> = {
  sarif: async () => (await import('./sarif.ts')).sarifLog,
  junit: async () => (await import('./junit.ts')).junitReport,
  stix: async () => (await import('./stix.ts')).stixBundle,
  misp: async () => (await import('./misp.ts')).mispEvent,
}
const FORMATS = ['text', 'jsonl', ...Object.keys(DOCUMENTS)]

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
      signature: { type: 'string' },
      patterns: { type: 'string', multiple: true, default: [] },
      render: { type: 'boolean' },
      browser: { type: 'string' },
      screenshots: { type: 'string' },
      evidence: { type: 'string' },
      key: { type: 'string' },
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
  const { evidence, key } = values
  if ((evidence === undefined) !== (key === undefined))
    throw new Error('--evidence DIR and --key FILE go together; "masthead keygen FILE" makes a key.')
  // A key that cannot sign is told of before anything is looked at.
  if (key !== undefined) (await import('../feed/keys.ts')).assertSigns(key)
  const { screenshots, browser } = values
  const isRendered = values.render === true
  if (screenshots !== undefined && !isRendered)
    throw new Error('--screenshots DIR goes with --render: only a browser can take pictures.')
  if (browser !== undefined && !isRendered) throw new Error('--browser NAME goes with --render.')
  if (isRendered && values.signature !== undefined)
    throw new Error('--render looks as a browser does that knows nothing of the site; leave --signature out.')
  if (isRendered && values.patterns.length > 0)
    throw new Error('--render looks with the extension as it was built; leave --patterns out.')
  const allowPrivate = values['allow-private'] === true
  const patterns = values.patterns.length === 0 ? null : await readPatterns(values.patterns)
  const renderer = isRendered ? await openRendererFor(allowPrivate, browser) : null
  const means: Means = {
    renderer,
    screenshots: screenshots ?? null,
    address,
    allowPrivate,
    sites: values.signature === undefined ? new Map() : await readSites(values.signature),
    patterns,
    keep: evidence === undefined || key === undefined ? null : { folder: evidence, key },
  }
  const results: CheckResult[] = []
  try {
    for (const target of positionals.flatMap(targetsOf)) {
      const result = await check(target, means)
      if (format === 'text') process.stdout.write(resultText(result))
      if (format === 'jsonl') process.stdout.write(resultLine(result))
      results.push(result)
    }
  } finally {
    await renderer?.close()
  }
  const write = Object.hasOwn(DOCUMENTS, format) ? await DOCUMENTS[format]?.() : undefined
  if (write !== undefined) process.stdout.write(write(results, Date.now()))
  return exitStatus(results)
}

async function openRendererFor(allowPrivate: boolean, browser: string | undefined): Promise<Renderer> {
  if (browser !== undefined && browser !== 'chromium' && browser !== 'firefox')
    throw new Error(`--browser takes chromium or firefox, not "${browser}".`)
  const { openRenderer } = await import('../render/renderer.ts')
  const { limitsOf } = await import('../fetch/limits.ts')
  return openRenderer(limitsOf(allowPrivate), browser)
}

async function readSites(file: string): Promise<Map<string, SiteSignature>> {
  const { parseFile } = await import('../../engine/signature/transfer/file.ts')
  const sites = parseFile(readText(file, 'name a file that "masthead learn" wrote or a browser exported'))
  if (!sites.ok) throw new Error(`${file}: ${sites.error}`)
  if (sites.otherVersion.length > 0)
    process.stderr.write(
      `${file}: ${sites.otherVersion.length} signatures are of another version and not used; learn these sites anew.\n`,
    )
  return new Map(sites.value.map((site) => [site.host, site]))
}

async function readPatterns(files: readonly string[]): Promise<PatternSet> {
  const { patternsFromFiles } = await import('../patterns-file.ts')
  return patternsFromFiles(files)
}
