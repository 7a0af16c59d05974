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
      default:
        return response.end('<title>Bonjour</title>')
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

function sendForever(response: { destroyed: boolean; write(part: Buffer, done: () => void): boolean }): void {
  const more = () =>
    void (response.destroyed || response.write(Buffer.alloc(65_536, 0x61), () => setImmediate(more)))
  more()
}

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
