import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WARCParser } from 'warcio'
import { lookWhole } from '../../../src/cli/check/look.ts'
import { bundleOf } from '../../../src/cli/evidence/write.ts'
import { makeKey } from '../../../src/cli/feed/keys.ts'
import { masthead } from '../setup/masthead.ts'

const PAGE = readFileSync(join(import.meta.dirname, '../../pages/defaced-2015-french/page.html'))
const folder = mkdtempSync(join(tmpdir(), 'masthead-evidence-'))
const keyFile = join(folder, 'key')

let server: Server
let address = ''
let key = ''
beforeAll(async () => {
  key = makeKey(keyFile)
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'x-served-by': 'cache 1' })
    response.end(PAGE)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const at = server.address()
  address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/front?page=1`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const seenAt = (at: number) => {
  const url = 'https://www.courier.example/'
  const page = { html: PAGE.toString('utf8'), url, status: 200 }
  return {
    url,
    finalUrl: url,
    at,
    status: 200,
    body: PAGE,
    request: [['accept', 'text/html']] as const,
    response: [
      ['content-type', 'text/html'],
      ['content-encoding', 'br'],
    ] as const,
    ...lookWhole(page, null, at),
    usual: null,
    screenshot: null,
  }
}

describe('evidence of a page', () => {
  const kept = join(folder, 'incidents')

  it('of one takes the place of no other, however alike they are', async () => {
    const pages = join(folder, 'alike')
    const own = join(folder, 'of-alike')
    mkdirSync(pages)
    for (const one of [1, 2, 3, 4]) writeFileSync(join(pages, `${one}.html`), `${PAGE}<!-- ${one} -->`)
    const { status, err } = await masthead('check', pages, '--evidence', own, '--key', keyFile)
    expect(status).toBe(1)
    expect(new Set(err.trim().split('\n')).size).toBe(4)
    const names = readdirSync(own)
    expect(names).toHaveLength(4)
    const files = names.map((name) => unzipSync(readFileSync(join(own, name)))['about.json'] ?? [])
    expect(files.map((about) => JSON.parse(Buffer.from(about).toString()).file).toSorted()).toEqual([
      ...['1.html', '2.html', '3.html', '4.html'],
    ])
    const report = join(folder, 'of-alike.html')
    await masthead('report', join(own, names[0] ?? ''), '--out', report)
    expect(readFileSync(report, 'utf8')).toMatch(/Looked at in the file<\/dt><dd><bdi>\d\.html/)
  })

  it('that cannot be kept takes nothing away from what was found', async () => {
    const file = join(folder, 'altered.html')
    writeFileSync(file, PAGE)
    const lost = await masthead('check', file, '--json', '--evidence', file, '--key', keyFile)
    expect(lost.status).toBe(1)
    expect(JSON.parse(lost.out)).toMatchObject({ target: file, verdict: 'defaced' })
    expect(lost.err).toBe(
      `The evidence of ${file} could not be kept (something else of that name is there); see whether ${file} is a folder that can be written to.\n`,
    )
    // Whoever names a wrong key learns of it also where there is nothing to sign.
    const none = join(folder, 'no-key')
    const healthy = join(folder, 'healthy.html')
    writeFileSync(healthy, '<title>News</title><p>Rain is expected.')
    expect(await masthead('check', healthy, '--evidence', kept, '--key', none)).toMatchObject({
      status: 2,
      out: '',
    })
  })

  it('is written where the page is altered, and verified', async () => {
    const { status, err } = await masthead(
      ...['check', address, '--allow-private', '--evidence', kept, '--key', keyFile],
    )
    expect(status).toBe(1)
    const [name = ''] = readdirSync(kept)
    expect(err).toContain(name)
    const verified = await masthead('verify', join(kept, name), '--key', key)
    expect(verified).toMatchObject({ status: 0, out: expect.stringContaining('page.warc') })
    const files = unzipSync(readFileSync(join(kept, name)))
    expect(files['page.html']).toEqual(new Uint8Array(PAGE))
    expect(JSON.parse(Buffer.from(files['response.json'] ?? []).toString())).toMatchObject({
      status: 200,
      headers: expect.arrayContaining([['x-served-by', 'cache 1']]),
    })
  })

  it('is refused where somebody changed it, or where another key is asked for', async () => {
    const [name = ''] = readdirSync(kept)
    const files = unzipSync(readFileSync(join(kept, name)))
    files['page.html'] = Buffer.from('<h1>Nothing happened</h1>')
    const forged = join(folder, 'forged.zip')
    writeFileSync(forged, zipSync(files))
    expect(await masthead('verify', forged)).toMatchObject({
      status: 1,
      err: expect.stringContaining('"page.html" is not as it was signed'),
    })
    expect(await masthead('verify', join(kept, name), '--key', '0'.repeat(64))).toMatchObject({
      status: 1,
      err: expect.stringContaining('not by the key that was asked for'),
    })
  })

  it('is the same, byte by byte, for the same look at the same moment', async () => {
    const at = Date.UTC(2026, 0, 7, 11, 30)
    const one = await bundleOf(seenAt(at), keyFile)
    // Neither when nor where it is written counts.
    vi.useFakeTimers({ now: at + 400 * 86_400_000, toFake: ['Date'] })
    vi.stubEnv('TZ', 'Pacific/Auckland')
    try {
      expect(new Date().getTimezoneOffset()).not.toBe(0)
      const other = await bundleOf(seenAt(at), keyFile)
      expect(Buffer.compare(one, other)).toBe(0)
      const archive = (file: Uint8Array) => unzipSync(file)['page.warc'] ?? new Uint8Array()
      expect(archive(one).length).toBeGreaterThan(PAGE.length)
      expect(Buffer.compare(archive(one), archive(other))).toBe(0)
    } finally {
      vi.useRealTimers()
      vi.unstubAllEnvs()
    }
  })

  it('holds a web archive of what was asked and answered', async () => {
    const at = Date.UTC(2026, 0, 7, 11, 30)
    const files = unzipSync(await bundleOf(seenAt(at), keyFile))
    const records: Record<string, unknown>[] = []
    for await (const record of new WARCParser([files['page.warc'] ?? new Uint8Array()])) {
      const text = Buffer.from(await record.readFully(true)).toString()
      records.push({
        type: record.warcType,
        url: record.warcTargetURI,
        date: record.warcDate,
        encoding: record.httpHeaders?.headers.get('content-encoding') ?? null,
        text,
      })
    }
    const url = 'https://www.courier.example/'
    const date = '2026-01-07T11:30:00.000Z'
    expect(records).toEqual([
      { type: 'warcinfo', url: null, date, encoding: null, text: expect.stringContaining('Masthead') },
      { type: 'response', url, date, encoding: null, text: PAGE.toString('utf8') },
      { type: 'request', url, date, encoding: null, text: '' },
    ])
  })

  it('is not asked for by half', async () => {
    const { status, err } = await masthead('check', address, '--evidence', kept)
    expect(status).toBe(2)
    expect(err).toContain('--key FILE go together')
  })
})
