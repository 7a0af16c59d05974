import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { parseDocument } from 'htmlparser2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lookWhole } from '../../../src/cli/check/look.ts'
import { writeBundle } from '../../../src/cli/evidence/write.ts'
import { makeKey } from '../../../src/cli/feed/keys.ts'
import { NOT_PROVES, PROVES } from '../../../src/engine/evidence/proves.ts'
import { portraitOf } from '../../../src/engine/page/portrait.ts'
import { crafted } from '../evidence/setup/crafted.ts'
import { lineOf, masthead, mastheadIn } from '../setup/masthead.ts'

const PAGES = join(import.meta.dirname, '../../pages')
const page = (name: string) => readFileSync(join(PAGES, name, 'page.html'))
const URL_OF_PAGE = 'https://www.courier.example/'
const AT = Date.UTC(2026, 0, 7, 11, 30)
/** One transparent point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const HOSTILE =
  '<title></script><script>alert(1)</script>"><img src=x onerror=alert(1)></title><h1>Hacked by </h1>'

const folder = mkdtempSync(join(tmpdir(), 'masthead-report-'))
const key = join(folder, 'key')
const out = join(folder, 'report.html')
beforeAll(() => void makeKey(key))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function bundle(body: Buffer): Promise<string> {
  const look = (bytes: Buffer) =>
    lookWhole({ html: bytes.toString('utf8'), url: URL_OF_PAGE, status: 200 }, null, AT)
  const usual = portraitOf(look(page('newsroom-home-day-1')).observation)
  const about = {
    url: URL_OF_PAGE,
    finalUrl: URL_OF_PAGE,
    at: AT,
    status: 200,
    body,
    request: null,
    response: null,
  }
  return writeBundle({ ...about, ...look(body), usual, screenshot: PNG }, key, folder)
}

it('tells what, when and why, side by side, with the picture, and needs nothing else', async () => {
  const run = await masthead('report', await bundle(page('defaced-2015-french')), '--out', out)
  expect(run).toMatchObject({ status: 0, out: `The report is in ${out}.\n` })
  const html = readFileSync(out, 'utf8')
  for (const said of [
    'www.courier.example: the real site appears altered',
    '2026-01-07 11:30:00 UTC',
    'Somebody claims to have attacked the site: “Piraté par”.',
    'Piraté par la Team Fallaga',
    'Before (2026-01-07)',
    `data:image/png;base64,${PNG.toString('base64')}`,
    'It does not prove that the server sent this',
  ])
    expect(html).toContain(said)
  expect(html).not.toMatch(/<script|(?:src|href)="(?!data:)/)
})

it('shows what a page says and lets nothing of it act', async () => {
  await masthead('report', await bundle(Buffer.from(HOSTILE)), '--out', out)
  const tags: string[] = []
  const walk = (nodes: ReturnType<typeof parseDocument>['children']) => {
    for (const node of nodes)
      if ('children' in node) {
        if ('name' in node) tags.push(node.name)
        walk(node.children)
      }
  }
  walk(parseDocument(readFileSync(out, 'utf8')).children)
  expect(tags).not.toContain('script')
  expect(tags.filter((name) => name === 'img')).toHaveLength(1)
})

it('makes none of a bundle that was changed, or that is none', async () => {
  const files = unzipSync(readFileSync(await bundle(page('defaced-2015-english'))))
  files['verdict.json'] = Buffer.from('{}')
  const forged = join(folder, 'forged.zip')
  writeFileSync(forged, zipSync(files))
  expect(await masthead('report', forged)).toMatchObject({
    status: 1,
    err: expect.stringContaining('"verdict.json" is not as it was signed'),
  })
  expect(await masthead('report', join(folder, 'none.zip'))).toMatchObject({
    status: 3,
    err: expect.stringMatching(
      /none\.zip cannot be read: there is no such file; name a bundle of evidence\.\n$/,
    ),
  })
  const nowhere = join(folder, 'none', 'x.html')
  expect(await masthead('report', await bundle(page('english-home')), '--out', nowhere)).toMatchObject({
    status: 2,
    err: expect.stringMatching(/x\.html cannot be written: its folder is not there; .+\.\n$/),
  })
})

it('is made wherever somebody stands', async () => {
  const path = await bundle(page('defaced-2015-french'))
  const run = await mastheadIn(folder, 'report', path, '--out', 'here.html')
  expect(run).toMatchObject({ status: 0, err: '' })
  expect(readFileSync(join(folder, 'here.html'), 'utf8')).toContain('the real site appears altered')
})

const odd = join(folder, 'odd.zip')
/** Writes a bundle that is well signed, and that whoever signed it changed before. */
async function craft(name: string, from: RegExp, to: string): Promise<void> {
  const good = readFileSync(await bundle(page('defaced-2015-french')))
  writeFileSync(odd, await crafted(good, key, name, (text) => text.replace(from, to)))
}

it.each([
  ['about.json', /"finalUrl": "[^"]*"/, '"finalUrl": "nonsense"', ' (finalUrl)'],
  ['about.json', /"finalUrl": "[^"]*"/, '"finalUrl": "data:text/html,x"', ' (finalUrl)'],
  ['about.json', /"at": "[^"]*"/, '"at": "yesterday"', ' (at)'],
  ['portraits.json', /("usual": \{\s*"at": )\d+/, '$11e300', ' (usual.at)'],
  ['verdict.json', /^\{/, '{oh', ''],
])('refuses a signed %s where %s became %s, in one sentence', async (name, ...change) => {
  const [from, to, where] = change
  await craft(name, from, to)
  const refused = {
    status: 1,
    out: '',
    err: `The bundle's ${name} is not as Masthead writes it${where}; ask for another.\n`,
  }
  expect(await masthead('report', odd, '--out', out)).toEqual(refused)
  expect(await masthead('contact', odd)).toEqual(refused)
})

it("says in its own words what a bundle proves and why it counts as altered, not in the bundle's", async () => {
  await craft('about.json', /"proves": "[^"]*"/, '"proves": "This PROVES that the server sent it\u202e."')
  await masthead('report', odd, '--out', out)
  const html = readFileSync(out, 'utf8')
  expect(html).toContain(PROVES)
  expect(html).toContain(NOT_PROVES)
  expect(html).not.toContain('This PROVES')

  await craft('verdict.json', /"text": "[^"]*"/g, '"text": "The server sent it\u202e."')
  await masthead('report', odd, '--out', out)
  const reasons = readFileSync(out, 'utf8')
  expect(reasons).toContain('Somebody claims to have attacked the site: “Piraté par”.')
  expect(reasons).not.toContain('The server sent it')
})

it('says where the report is, or why there is none, as a line of JSON', async () => {
  const file = await bundle(page('defaced-2015-french'))
  expect(lineOf(await masthead('report', file, '--out', out, '--json'))).toEqual({
    bundle: file,
    out,
    url: URL_OF_PAGE,
    at: new Date(AT).toISOString(),
    verdict: 'defaced',
    signers: [expect.stringMatching(/^[0-9a-f]{64}$/)],
    error: null,
  })
  expect(lineOf(await masthead('verify', file, '--json'))).toMatchObject({
    isBelieved: true,
    url: URL_OF_PAGE,
    files: expect.arrayContaining([{ name: 'verdict.json', size: expect.any(Number) }]),
  })
  const none = join(folder, 'none.zip')
  const missing = await masthead('report', none, '--json')
  expect(missing.status).toBe(3)
  expect(lineOf(missing)).toEqual({ bundle: none, error: expect.stringContaining('cannot be read') })
})
