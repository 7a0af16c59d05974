import type { LookupAddress, LookupAllOptions } from 'node:dns'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPublicAddress, PublicFetcher } from '../../../src/collector/believe/fetch-page.ts'

let server: Server
let port: number
let asked: string[] = []

/** A name service in which every host is this machine. */
function lookup(
  _host: string,
  _options: LookupAllOptions,
  done: (error: null, found: LookupAddress[]) => void,
): void {
  done(null, [{ address: '127.0.0.1', family: 4 }])
}
const trusting = new PublicFetcher({
  isAllowed: () => true,
  lookup,
})
const strict = new PublicFetcher({
  isAllowed: isPublicAddress,
  lookup,
})

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    switch (request.url) {
      case '/loop':
        return response.writeHead(302, { location: '/loop' }).end()
      case '/inside':
        return response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
      case '/endless':
        return void sendForever(response)
      case '/endless-euro':
        return void sendForever(response, Buffer.from('€'.repeat(65_536)))
      default: {
        const page = OLD_PAGES.find(({ path }) => path === request.url)
        if (page !== undefined)
          return response.writeHead(200, { 'content-type': `text/html${page.told}` }).end(page.bytes())
        return response.end('<title>Bonjour</title>')
      }
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(async () => {
  await Promise.all([trusting.close(), strict.close()])
  server.closeAllConnections()
  server.close()
})

function sendForever(
  response: { destroyed: boolean; write(part: Buffer, done: () => void): boolean },
  part = Buffer.alloc(65_536, 0x61),
): void {
  const more = () => void (response.destroyed || response.write(part, () => setImmediate(more)))
  more()
}

/** Titles in encodings of their own, byte by byte; told by the server, by the page, or by nobody. */
const OLD_PAGES = [
  { encoding: 'windows-1251', title: 'Взломано', hex: 'c2e7ebeeece0edee' },
  { encoding: 'gbk', title: '本站被黑', hex: 'b1bed5beb1bbbada' },
  { encoding: 'euc-jp', title: '改ざん', hex: 'b2fea4b6a4f3' },
  { encoding: 'shift_jis', title: '改ざん', hex: '89fc82b482f1' },
  { encoding: 'windows-1256', title: 'تم', hex: 'cae3' },
].flatMap(({ encoding, title, hex }) =>
  (['server', 'page'] as const).map((by) => ({
    encoding,
    by,
    title,
    path: `/${encoding}/${by}`,
    told: by === 'server' ? `; charset=${encoding}` : '',
    bytes: () =>
      Buffer.concat([
        Buffer.from(by === 'page' ? `<meta charset="${encoding}"><title>` : '<title>'),
        Buffer.from(hex, 'hex'),
        Buffer.from('</title>'),
      ]),
  })),
)

test.each(OLD_PAGES)('a page in $encoding is read as such, told by the $by', async ({ path, title }) => {
  const page = await trusting.fetchPage(`http://www.news.example:${port}${path}`)
  expect(page.ok && page.html).toContain(`<title>${title}</title>`)
})

test('a page that is cut off within a letter is still read as what it is', async () => {
  const page = await trusting.fetchPage(`http://www.news.example:${port}/endless-euro`)
  expect(page.ok && /^€+$/.test(page.html)).toBe(true)
})

test('a public page is opened, and no more of it than is read', async () => {
  const page = await trusting.fetchPage(`http://www.news.example:${port}/`)
  expect(page).toMatchObject({ ok: true, status: 200, html: '<title>Bonjour</title>', hosting: '7f0000' })
  const endless = await trusting.fetchPage(`http://www.news.example:${port}/endless`)
  expect(endless.ok && endless.html.length).toBeLessThan(9 * 1024 * 1024)
})

test('a public name that leads to a private address is not opened', async () => {
  asked = []
  const page = await strict.fetchPage(`http://www.news.example:${port}/`)
  expect(page).toMatchObject({ ok: false, why: expect.stringMatching(/not public/) })
  expect(asked).toEqual([])
})

test.each([
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://localhost/',
  'http://10.1.2.3/',
  'http://0x7f.1/',
  'file:///etc/passwd',
])('%s is not opened', async (url) =>
  expect(await trusting.fetchPage(url)).toMatchObject({ ok: false, why: 'its host is not public' }),
)

test('a redirect leads no further than an address itself would', async () => {
  const inside = await trusting.fetchPage(`http://www.news.example:${port}/inside`)
  expect(inside).toMatchObject({ ok: false, why: 'its host is not public' })
  const loop = await trusting.fetchPage(`http://www.news.example:${port}/loop`)
  expect(loop).toMatchObject({ ok: false, why: expect.stringMatching(/redirects/) })
})
