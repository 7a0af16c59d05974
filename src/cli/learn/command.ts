import { parseArgs } from 'node:util'
import { observeHtml } from '../../engine/page/html.ts'
import { toFile } from '../../engine/signature/transfer/file.ts'
import { isAlarming } from '../../engine/verdict/verdict.ts'
import { EXIT } from '../check/result.ts'
import { limitsOf } from '../fetch/limits.ts'
import { tryWriting, writeWhole } from '../files.ts'
import { proposalLine, proposalText } from './print.ts'
import { propose, type Sight } from './propose.ts'
import { sitemapPages } from './sitemap.ts'
import { Visitor } from './visitor.ts'

const LEARN_HELP = `masthead learn SITE --pages URL…|--sitemap URL [OPTIONS]

Visits pages of your own site, proposes a signature of them, and says which kinds of pages it found and how sure it is.
Nothing is learned from a page with evidence against it. Sign the proposal with "masthead sign", or import it in the
extension's options. Each visit is named on standard error as it begins.

  --pages URL…     these pages, and SITE itself
  --sitemap URL    the pages of a sitemap, or of an index of sitemaps
  --most N         no more pages than that (default: 100)
  --rounds N       visit each so often; what has not changed is not sent again (default: 2)
  --delay SECONDS  between two requests (default: 2); robots.txt may ask for more
  --out FILE       where to write the proposal (default: signatures.json)
  --json           print one line of JSON
  --allow-private  visit private addresses too

A page that robots.txt excludes is not visited. A server in trouble is asked twice again, or when it says.

Examples:
  masthead learn https://www.example.org/ --pages https://www.example.org/politics https://www.example.org/a-story
  masthead learn https://www.example.org/ --sitemap https://www.example.org/sitemap.xml --most 40
  masthead learn https://www.example.org/ --sitemap https://www.example.org/sitemap.xml --json

Exit status: 0 done, 1 some page looks altered (it is named and not learned), 2 usage, 3 nothing could be learned.
`

/** Milliseconds for one page, with the pauses that a server in trouble asks for. */
const PATIENCE = 90_000

/** Runs the command; gives the exit status. */
export async function learnCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      pages: { type: 'string', multiple: true, default: [] },
      sitemap: { type: 'string' },
      most: { type: 'string', default: '100' },
      rounds: { type: 'string', default: '2' },
      delay: { type: 'string', default: '2' },
      out: { type: 'string', default: 'signatures.json' },
      json: { type: 'boolean' },
      'allow-private': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const [site, ...named] = positionals
  const pages = [...values.pages, ...named]
  if (values.help === true || site === undefined || (pages.length === 0 && values.sitemap === undefined)) {
    const stream = values.help === true ? process.stdout : process.stderr
    stream.write(LEARN_HELP)
    return values.help === true ? EXIT.healthy : EXIT.usage
  }
  for (const url of [site, ...pages])
    if (!/^https?:/i.test(url) || !URL.canParse(url))
      throw new Error(`"${url}" is no http or https address; name one.`)
  const { sitemap } = values
  if (sitemap !== undefined && !(/^https?:/i.test(sitemap) && URL.canParse(sitemap)))
    throw new Error(
      `--sitemap takes the address of a sitemap, such as ${new URL('/sitemap.xml', site).href}, not "${sitemap}".`,
    )
  const most = within('most', values.most, 1, 1_000)
  const rounds = within('rounds', values.rounds, 1, 10)
  const limits = { ...limitsOf(values['allow-private'] === true), time: PATIENCE }
  const visitor = new Visitor(limits, within('delay', values.delay, 0, 600) * 1_000)
  // Minutes of visits are not made for a file that cannot be written then.
  tryWriting(values.out)
  let listed: string[] = []
  try {
    if (sitemap !== undefined) listed = await sitemapPages(sitemap, visitor, limits, most)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    if (values.json === true) process.stdout.write(`${JSON.stringify({ site, error: why })}\n`)
    else process.stderr.write(`${why}\n`)
    return EXIT.unchecked
  }
  const wanted = new Set([site, ...pages, ...listed].map((url) => new URL(url).href))
  const own = [...wanted].filter((url) => isOfSite(url, site)).slice(0, most)
  for (const url of wanted)
    if (!isOfSite(url, site)) process.stderr.write(`${url} is not of the site and is left out.\n`)
  const proposal = propose(await visitAll(site, own, rounds, visitor))
  const out = proposal.sites.size > 0 ? values.out : null
  if (out !== null) writeWhole(out, toFile([...proposal.sites.values()]))
  process.stdout.write(values.json === true ? proposalLine(site, proposal, out) : proposalText(proposal, out))
  if (proposal.left.some(({ verdict }) => isAlarming(verdict.kind))) return EXIT.findings
  return proposal.sites.size > 0 ? EXIT.healthy : EXIT.unchecked
}

/** What was seen on all visits; each is said as it begins, and what could not be seen at once. */
async function visitAll(
  site: string,
  pages: readonly string[],
  rounds: number,
  visitor: Visitor,
): Promise<Sight[]> {
  const sights: Sight[] = []
  const latest = new Map<string, Sight>()
  for (let round = 0; round < rounds; round++)
    for (const [index, url] of pages.entries()) {
      const number = round * pages.length + index + 1
      process.stderr.write(`Visit ${number} of ${rounds * pages.length}: ${url}\n`)
      const visited = await visitor.visit(url)
      const at = Date.now()
      if ('error' in visited) {
        process.stderr.write(`${visited.error}\n`)
        continue
      }
      if ('html' in visited && !isOfSite(visited.url, site)) {
        process.stderr.write(`${url} leads to another site, ${visited.url}, and is left out.\n`)
        continue
      }
      const observation =
        'html' in visited
          ? observeHtml(visited.html, { url: visited.url, status: visited.status, at })
          : latest.get(url)?.observation
      if (observation === undefined) continue
      const sight = { url, observation, at }
      latest.set(url, sight)
      sights.push(sight)
    }
  return sights
}

/** Pages of the site's host, and of hosts under it. */
function isOfSite(url: string, site: string): boolean {
  const { hostname } = new URL(url)
  const own = new URL(site).hostname
  return hostname === own || hostname.endsWith(`.${own.replace(/^www\./, '')}`)
}

function within(option: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (text.trim() !== '' && number >= least && number <= most) return number
  throw new Error(`--${option} takes a number from ${least} to ${most}, not "${text}".`)
}
