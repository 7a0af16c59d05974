import { once } from 'node:events'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkPage } from '../../../src/engine/check.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import type { SiteSignature } from '../../../src/engine/signature/signature.ts'
import { toFile } from '../../../src/engine/signature/transfer/file.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { withVersion } from '../../engine/signature/with-version.ts'
import { masthead } from '../setup/masthead.ts'
import { makePack, writePack } from '../watch/setup/patterns.ts'

const ROOT = join(import.meta.dirname, '../../..')
const HEALTHY = join(ROOT, 'test/pages/english-home/page.html')
const DEFACED = join(ROOT, 'test/pages/defaced-2015-french/page.html')
const OUTAGE = join(ROOT, 'test/pages/outage-host-down-200/page.html')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-check-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('masthead check', () => {
  it('finds nothing on a healthy page', async () => {
    const { status, out } = await masthead('check', HEALTHY)
    expect(out).toContain(': unfamiliar – not known yet')
    expect(status).toBe(0)
  })

  it('explains a defaced page in plain words', async () => {
    const { status, out } = await masthead('check', DEFACED)
    expect(status).toBe(1)
    expect(out).toContain(': defaced – the real site appears altered')
    expect(out).toMatch(/bits {2}patterns: .+: .+\./)
    expect(out).not.toContain('$')
  })

  it('knows a site by a signature that it is given', async () => {
    const url = 'https://www.leparisien.fr/'
    const page = (day: number) => join(ROOT, `test/pages/newsroom-home-day-${day}/page.html`)
    const DAY = 86_400_000
    let site: SiteSignature | null = null
    for (let visit = 0; visit < 6; visit++) {
      const now = visit * DAY
      const observation = observeHtml(readFileSync(page(1), 'utf8'), { url, status: 200, at: now })
      site = checkPage({
        observation,
        site,
        patterns: shippedPatterns(),
        weights: shippedWeights,
        now,
      }).site
    }
    const known = join(folder, 'signatures.json')
    writeFileSync(known, toFile(site === null ? [] : [site]))
    const check = (file: string) => masthead('check', file, '--url', url, '--signature', known)
    expect((await check(page(2))).out).toContain(': intact – ')
    const redesigned = join(ROOT, 'test/pages/newsroom-redesign/page.html')
    expect((await check(redesigned)).out).toContain(': changed – ')
    writeFileSync(known, withVersion(toFile(site === null ? [] : [site])))
    expect((await check(page(2))).err).toContain('1 signatures are of another version')
    writeFileSync(known, '{"format":"masthead-signatures"}')
    expect(await check(page(2))).toMatchObject({ status: 2, err: expect.stringContaining('not imported') })
    rmSync(known)
    expect(await check(page(2))).toMatchObject({
      status: 2,
      err: expect.stringContaining('signatures.json cannot be read: there is no such file; name a file that'),
    })
  })

  it('writes a line of JSON a page, and lets a finding outweigh what cannot be read', async () => {
    const { status, out } = await masthead('check', '--json', HEALTHY, DEFACED, join(folder, 'none.html'))
    const lines: unknown[] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { target: HEALTHY, verdict: 'unfamiliar' },
      { target: DEFACED, verdict: 'defaced' },
      { target: join(folder, 'none.html'), error: expect.stringContaining('there is no such file') },
    ])
    expect(status).toBe(1)
  })

  it('looks at every page of a folder and at nothing else', async () => {
    const site = join(folder, 'site/deep')
    mkdirSync(site, { recursive: true })
    writeFileSync(join(site, 'a.htm'), '<p>A page')
    writeFileSync(join(site, '../b.html'), '<p>Another')
    writeFileSync(join(site, 'notes.txt'), 'hacked by')
    const { out } = await masthead('check', '--json', join(folder, 'site'))
    expect(out.trim().split('\n')).toHaveLength(2)
  })

  it("looks for wordings of one's own, too, and names the file that is none", async () => {
    const said = join(folder, 'said.html')
    writeFileSync(said, '<title>Daubed over by Team</title><h1>Daubed over by Team</h1>')
    expect((await masthead('check', said)).out).not.toContain('(daubed over by)')
    const own = writePack(folder, 'own.json', makePack())
    const { out } = await masthead('check', said, '--patterns', own)
    expect(out).toMatch(/patterns: .*daubed over by/i)
    const wrong = await masthead('check', said, '--patterns', own, '--patterns', said)
    expect(wrong).toMatchObject({ status: 2, out: '', err: expect.stringContaining(said) })
  })

  it('lets one that cannot be read or is too large keep nobody from the others', async () => {
    const mixed = join(folder, 'mixed')
    mkdirSync(mixed)
    copyFileSync(DEFACED, join(mixed, 'a.html'))
    writeFileSync(join(mixed, 'b.html'), '')
    truncateSync(join(mixed, 'b.html'), 600 * 2 ** 20)
    symlinkSync(join(folder, 'nowhere'), join(mixed, 'c.html'))
    copyFileSync(HEALTHY, join(mixed, 'd.html'))
    const { status, out, err } = await masthead('check', '--json', mixed)
    expect(err).toBe('')
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { target: join(mixed, 'a.html'), verdict: 'defaced' },
      { error: expect.stringContaining('larger than 32 MB') },
      { error: expect.stringContaining('there is no such file') },
      { target: join(mixed, 'd.html'), verdict: 'unfamiliar' },
    ])
    expect(status).toBe(1)
  })

  it('says so where nothing could be checked', async () => {
    expect((await masthead('check', OUTAGE)).status).toBe(3)
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    const { status, out } = await masthead('check', empty)
    expect(out).toContain('The folder holds no page')
    expect(status).toBe(3)
  })

  it('fetches an address, a private one only when told to', async () => {
    const server = createServer((_, response) => response.end(readFileSync(DEFACED)))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const url = `http://127.0.0.1:${port}/`
    const refused = await masthead('check', url)
    expect(refused.out).toContain('could not be checked')
    expect(refused.out).toContain('--allow-private')
    expect(refused.status).toBe(3)
    const allowed = await masthead('check', '--allow-private', '--json', url)
    expect(JSON.parse(allowed.out)).toMatchObject({ target: url, url, status: 200, verdict: 'defaced' })
    expect(allowed.status).toBe(1)
    server.close()
  })

  it('lets no page steer the terminal', async () => {
    const file = join(folder, 'escape.html')
    writeFileSync(file, '<title>hacked by \u001b[2J\u202eTeam</title><h1>hacked by \u001b[2J\u202eTeam</h1>')
    const { out } = await masthead('check', file)
    expect(out).toContain('hacked by')
    expect(out).not.toContain('\u001b')
    expect(out).not.toContain('\u202e')
  })

  it('names what is wrong with its arguments', async () => {
    expect(await masthead('check')).toMatchObject({ status: 2, out: '' })
    expect(await masthead('check', '--jsn', HEALTHY)).toMatchObject({
      status: 2,
      err: expect.stringContaining("'--jsn'"),
    })
    expect(await masthead('check', '--url', 'ftp://x/', HEALTHY)).toMatchObject({
      status: 2,
      err: '--url takes an http or https address, not "ftp://x/".\n',
    })
    expect(await masthead('check', '--screenshots', folder, HEALTHY)).toMatchObject({
      status: 2,
      err: expect.stringContaining('goes with --render'),
    })
    expect(await masthead('check', '--render', '--browser', 'lynx', HEALTHY)).toMatchObject({
      status: 2,
      err: '--browser takes chromium or firefox, not "lynx".\n',
    })
    const help = await masthead('check', '--help')
    expect(help.status).toBe(0)
    expect(help.out).toContain('Examples:')
  })
})
