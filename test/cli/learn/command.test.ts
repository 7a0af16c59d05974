import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseFile } from '../../../src/engine/signature/transfer/file.ts'
import { FIRST_DAY, SECOND_DAY } from '../../newsroom/editions.ts'
import { FRENCH } from '../../newsroom/papers.ts'
import { redesignedHome } from '../../newsroom/redesign.ts'
import { articlePage, homePage, sectionPage } from '../../newsroom/template.ts'
import { readPages } from '../../pages/read-pages.ts'
import { masthead } from '../setup/masthead.ts'
import { close, listen } from '../watch/setup/listen.ts'

const BODY = Array.from(
  { length: 12 },
  (_, at) => `Paragraphe ${at} : le conseil se réunit jeudi à la mairie.`,
)

const pages = new Map<string, string>([['/', homePage(FRENCH, FIRST_DAY)]])
for (const topic of ['culture', 'societe', 'politique', 'sports'])
  pages.set(`/${topic}/`, sectionPage(FRENCH, topic, SECOND_DAY))
for (const part of ['', 'voyages/', 'jardin/', 'cuisine/'])
  pages.set(`/magazine/${part}`, redesignedHome(FRENCH, SECOND_DAY))
for (const [index, story] of SECOND_DAY.stories.slice(0, 11).entries())
  pages.set(`/story-${index}.php`, articlePage(FRENCH, { story, body: BODY }, SECOND_DAY))

let folder = ''
let server: Server
let url = ''
let robots = ''
let requests: { path: string; condition: string | undefined; at: number }[] = []
/** Answers that come before the usual one, by path. */
let trouble = new Map<string, number[]>()

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-learn-'))
  requests = []
  robots = ''
  trouble = new Map()
  const site = await listen((request, response) => {
    const path = request.url ?? ''
    const condition = request.headers['if-none-match']
    requests.push({ path, condition, at: performance.now() })
    const status = trouble.get(path)?.shift()
    if (status !== undefined) return response.writeHead(status, { 'retry-after': '1' }).end()
    if (path === '/robots.txt') return response.end(robots)
    const list = (names: Iterable<string>, all: string, one: string) =>
      `<?xml version="1.0"?><${all} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${Array.from(names, (name) => `<${one}><loc>${url}${name.slice(1)}</loc></${one}>`).join('')}</${all}>`
    if (path === '/index.xml') return response.end(list(['/a.xml.gz', '/b.xml'], 'sitemapindex', 'sitemap'))
    const names = [...pages.keys()]
    if (path === '/a.xml.gz') return response.end(gzipSync(list(names.slice(0, 8), 'urlset', 'url')))
    if (path === '/b.xml') return response.end(list(names.slice(8), 'urlset', 'url'))
    if (path === '/away') return response.writeHead(302, { location: `http://localhost:${site.port}/` }).end()
    const html = path === '/hacked' ? readPages().get('defaced-2015-french')?.html : pages.get(path)
    if (html === undefined) return response.writeHead(404).end()
    if (condition === '"one"') return response.writeHead(304).end()
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag: '"one"' }).end(html)
  })
  server = site.server
  url = site.url
})
afterEach(async () => {
  await close(server)
  rmSync(folder, { recursive: true, force: true })
})

const out = () => join(folder, 'signatures.json')
const learn = (...args: string[]) =>
  masthead('learn', url, '--allow-private', '--delay', '0', '--out', out(), ...args)

describe('masthead learn', () => {
  it('proposes a signature out of a sitemap, names its kinds of pages and says how sure it is', async () => {
    const { status, out: text, err } = await learn('--sitemap', `${url}index.xml`)
    expect(err).toMatch(/^(?:Visit \d+ of 40: http:\S+\n){40}$/)
    expect(text).toMatch(/^127\.0\.0\.1: 2 kinds of pages\n/)
    expect(text).toMatch(/^ {2}home: 32 visits, 16 pages: \/ \/culture\/ \/societe\/ …$/m)
    expect(text).toMatch(
      /^ {2}list: 8 visits, 4 pages: \/magazine\/ \/magazine\/voyages\/ \/magazine\/jardin\/ …$/m,
    )
    expect(text).toMatch(/^Fairly sure: 5 of 5 pages held back were recognised/m)
    expect(status).toBe(0)
    const sites = parseFile(readFileSync(out(), 'utf8'))
    expect(sites).toMatchObject({ ok: true, value: [{ host: '127.0.0.1', visits: 40 }] })
  })

  it('asks a second time only for what has changed', async () => {
    await learn('--pages', `${url}culture/`, `${url}story-1.php`)
    const seen = requests.map(({ path, condition }) => [path, condition])
    expect(seen).toEqual([
      ['/robots.txt', undefined],
      ['/', undefined],
      ['/culture/', undefined],
      ['/story-1.php', undefined],
      ['/', '"one"'],
      ['/culture/', '"one"'],
      ['/story-1.php', '"one"'],
    ])
  })

  it('keeps to robots.txt, and to the pause that it asks for', async () => {
    robots = 'User-agent: masthead\nCrawl-delay: 1\nDisallow: /culture/\n'
    const { status, err } = await learn('--rounds', '1', '--pages', `${url}culture/`, `${url}story-1.php`)
    expect(err.split('\n')).toEqual([
      `Visit 1 of 3: ${url}`,
      `Visit 2 of 3: ${url}culture/`,
      `Its robots.txt asks not to visit ${url}culture/.`,
      `Visit 3 of 3: ${url}story-1.php`,
      '',
    ])
    expect(status).toBe(0)
    expect(requests.map(({ path }) => path)).toEqual(['/robots.txt', '/', '/story-1.php'])
    const [, home, story] = requests
    expect((story?.at ?? 0) - (home?.at ?? 0)).toBeGreaterThan(950)
  })

  it('visits nothing while robots.txt cannot be had', async () => {
    trouble.set('/robots.txt', [503, 503, 503])
    const { status, err } = await learn('--rounds', '1', '--pages', url)
    expect(err).toContain('robots.txt answers 503; try again later.')
    expect(status).toBe(3)
    expect(new Set(requests.map(({ path }) => path))).toEqual(new Set(['/robots.txt']))
  })

  it('asks a server in trouble again when it says', async () => {
    trouble.set('/', [503, 429])
    const { status } = await learn('--rounds', '1', '--pages', url)
    expect(status).toBe(0)
    const asked = requests.filter(({ path }) => path === '/')
    expect(asked).toHaveLength(3)
    for (const [before, { at }] of asked.slice(1).entries())
      expect(at - (asked[before]?.at ?? at)).toBeGreaterThan(950)
  })

  it('learns nothing of a page that looks altered, nor of another site', async () => {
    const { status, out: text, err } = await learn('--rounds', '1', '--pages', `${url}hacked`, `${url}away`)
    expect(text).toContain(`Not learned: ${url}hacked: the real site appears altered`)
    expect(err).toContain(`${url}away leads to another site`)
    expect(status).toBe(1)
    expect(parseFile(readFileSync(out(), 'utf8'))).toMatchObject({ ok: true, value: [{ visits: 1 }] })
  })

  it('says all of it as a line of JSON', async () => {
    const run = await learn('--json', '--rounds', '1', '--pages', `${url}culture/`, `${url}hacked`)
    expect(run.status).toBe(1)
    expect(run.out).toMatch(/^[^\n]+\n$/)
    expect(JSON.parse(run.out)).toEqual({
      site: url,
      out: out(),
      hosts: [
        {
          host: '127.0.0.1',
          kinds: [{ kind: 'home', visits: 2, isGeneric: false, pages: [url, `${url}culture/`] }],
        },
      ],
      left: [
        { url: `${url}hacked`, verdict: 'defaced', reasons: expect.arrayContaining([expect.any(String)]) },
      ],
      trial: { pages: 0, recognised: 0 },
      error: null,
    })
    const none = await learn('--json', '--sitemap', `${url}story-1.php`)
    expect(none.status).toBe(3)
    expect(JSON.parse(none.out)).toEqual({
      site: url,
      error: expect.stringContaining('is no sitemap that names pages'),
    })
  })

  it('visits nothing for a file that it could not write', async () => {
    const nowhere = join(folder, 'none', 'signatures.json')
    expect(await learn('--pages', url, '--out', nowhere)).toEqual({
      status: 2,
      out: '',
      err: expect.stringMatching(/signatures\.json cannot be written: its folder is not there; .+\.\n$/),
    })
    expect(requests).toEqual([])
    // Nor does it leave an empty file where nothing was learned.
    await learn('--rounds', '1', '--sitemap', `${url}none.xml`)
    expect(existsSync(out())).toBe(false)
  })

  it('names what is wrong with its arguments', async () => {
    expect((await masthead('learn', url)).status).toBe(2)
    expect(await learn('--pages', 'example.org')).toMatchObject({
      status: 2,
      err: '"example.org" is no http or https address; name one.\n',
    })
    expect(await learn('--sitemap', 'nofile.xml')).toMatchObject({
      status: 2,
      err: `--sitemap takes the address of a sitemap, such as ${url}sitemap.xml, not "nofile.xml".\n`,
    })
    const none = await learn('--sitemap', `${url}story-1.php`)
    expect(none.status).toBe(3)
    expect(none.err).toContain('is no sitemap that names pages')
  })
})
