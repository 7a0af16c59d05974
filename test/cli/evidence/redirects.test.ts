import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WARCParser } from 'warcio'
import { lookWhole } from '../../../src/cli/check/look.ts'
import { verifyBundle } from '../../../src/cli/evidence/verify.ts'
import { bundleOf } from '../../../src/cli/evidence/write.ts'
import { makeKey } from '../../../src/cli/feed/keys.ts'
import { fetchWholePage } from '../../../src/cli/fetch/fetch-page.ts'
import { limitsOf } from '../../../src/cli/fetch/limits.ts'
import { lookAt } from '../../../src/cli/watch/look.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { masthead } from '../setup/masthead.ts'

const PAGE = readFileSync(join(import.meta.dirname, '../../pages/defaced-2015-french/page.html'))
const AT = Date.UTC(2026, 0, 7, 11, 30)
const folder = mkdtempSync(join(tmpdir(), 'masthead-redirects-'))
const keyFile = join(folder, 'key')
/** What the server was sent, request by request, in the order of the headers' names. */
const received: [name: string, value: string][][] = []
const byName = (headers: readonly (readonly [string, string])[]) =>
  headers.map(([name, value]): [string, string] => [name, value]).toSorted(([a], [b]) => (a < b ? -1 : 1))

let server: Server
let site = ''
beforeAll(async () => {
  makeKey(keyFile)
  server = createServer(({ url, rawHeaders }, response) => {
    const names = rawHeaders.filter((_, index) => index % 2 === 0)
    received.push(byName(names.map((name, index) => [name, rawHeaders[index * 2 + 1] ?? ''])))
    if (url === '/go') response.writeHead(301, { location: '/on', 'x-served-by': 'cache 1' }).end('Moved')
    else if (url === '/on') response.writeHead(302, { location: '/end' }).end()
    else response.writeHead(200, { 'content-type': 'text/html', 'x-served-by': 'cache 2' }).end(PAGE)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const at = server.address()
  site = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function fetched(path: string) {
  received.length = 0
  const page = await fetchWholePage(`${site}${path}`, limitsOf(true))
  if ('error' in page) throw new Error(page.error)
  return page
}

async function bundleAt(path: string): Promise<Uint8Array> {
  const page = await fetched(path)
  const seen = {
    url: `${site}${path}`,
    finalUrl: page.url,
    at: AT,
    status: page.status,
    body: page.body,
    request: page.requestHeaders,
    response: page.responseHeaders.filter(([name]) => name !== 'date'),
    redirects: page.redirects.map((redirect) => ({
      ...redirect,
      response: redirect.response.filter(([name]) => name !== 'date'),
    })),
    ...lookWhole(page, null, AT),
    usual: null,
    screenshot: null,
  }
  return bundleOf(seen, keyFile)
}

const json = (bytes: Uint8Array | undefined): unknown => JSON.parse(new TextDecoder().decode(bytes))

it('knows every header that the server was sent, at every step', async () => {
  const { requestHeaders, redirects } = await fetched('/go')
  expect(received).toHaveLength(3)
  expect(received[0]).toContainEqual(['accept-language', '*'])
  expect([...redirects.map(({ request }) => request), requestHeaders].map(byName)).toEqual(received)
})

it('keeps every redirect in the bundle, and names the address that the page was asked for at', async () => {
  const bundle = await bundleAt('/go')
  const files = unzipSync(bundle)
  const sent = expect.arrayContaining([['sec-fetch-mode', expect.any(String)]])
  expect(json(files['redirects.json'])).toEqual([
    {
      request: { method: 'GET', url: `${site}/go`, headers: sent },
      response: {
        status: 301,
        url: `${site}/go`,
        headers: expect.arrayContaining([
          ['location', '/on'],
          ['x-served-by', 'cache 1'],
        ]),
      },
    },
    {
      request: { method: 'GET', url: `${site}/on`, headers: sent },
      response: { status: 302, url: `${site}/on`, headers: expect.arrayContaining([['location', '/end']]) },
    },
  ])
  expect(json(files['request.json'])).toEqual({ method: 'GET', url: `${site}/end`, headers: sent })
  expect(json(files['response.json'])).toMatchObject({ status: 200, url: `${site}/end` })
  const verified = await verifyBundle(bundle, null)
  expect(verified.ok && [...verified.value.files.keys()]).toContain('redirects.json')
})

it('keeps every redirect in the web archive, as an answer whose body was not read', async () => {
  const files = unzipSync(await bundleAt('/go'))
  const records: unknown[] = []
  const ids = new Set<unknown>()
  for await (const record of new WARCParser([files['page.warc'] ?? new Uint8Array()])) {
    await record.readFully(true)
    const { warcType: type, warcTargetURI: url, warcHeaders, httpHeaders } = record
    ids.add(warcHeaders.headers.get('WARC-Record-ID'))
    records.push([type, url, httpHeaders?.statusline ?? '', warcHeaders.headers.get('WARC-Truncated') ?? ''])
  }
  expect(records).toEqual([
    ['warcinfo', null, '', ''],
    ['response', `${site}/go`, 'HTTP/1.1 301', 'unspecified'],
    ['request', `${site}/go`, 'GET /go HTTP/1.1', ''],
    ['response', `${site}/on`, 'HTTP/1.1 302', 'unspecified'],
    ['request', `${site}/on`, 'GET /on HTTP/1.1', ''],
    ['response', `${site}/end`, 'HTTP/1.1 200', ''],
    ['request', `${site}/end`, 'GET /end HTTP/1.1', ''],
  ])
  expect(ids.size).toBe(records.length)
})

it('has the same bytes for the same way, and nothing of redirects where there was none', async () => {
  expect(Buffer.compare(await bundleAt('/go'), await bundleAt('/go'))).toBe(0)
  expect(Object.keys(unzipSync(await bundleAt('/end')))).not.toContain('redirects.json')
})

it('goes into the evidence of a check', async () => {
  const kept = join(folder, 'kept')
  const args = ['--allow-private', '--evidence', kept, '--key', keyFile]
  expect((await masthead('check', `${site}/go`, ...args)).status).toBe(1)
  const [name = ''] = readdirSync(kept)
  const files = unzipSync(readFileSync(join(kept, name)))
  expect(json(files['redirects.json'])).toHaveLength(2)
  expect(json(files['request.json'])).toMatchObject({ url: `${site}/end` })
})

it('goes into the evidence of a watch', async () => {
  const tools = {
    limits: limitsOf(true),
    site: async () => null,
    owner: null,
    patterns: shippedPatterns(),
    now: () => AT,
  }
  expect(await lookAt(`${site}/go`, tools)).toMatchObject({
    state: 'altered',
    evidence: { finalUrl: `${site}/end`, redirects: [{ url: `${site}/go` }, { url: `${site}/on` }] },
  })
})
