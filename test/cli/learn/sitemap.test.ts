import type { Server } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { limitsOf } from '../../../src/cli/fetch/limits.ts'
import { sitemapPages } from '../../../src/cli/learn/sitemap.ts'
import { Visitor } from '../../../src/cli/learn/visitor.ts'
import { close, listen } from '../watch/setup/listen.ts'

const LINES = 1_000_000

let server: Server
let url = ''
let asked: string[] = []
const maps = new Map<string, Buffer>()

beforeAll(async () => {
  const site = await listen((request, response) => {
    const map = maps.get(request.url ?? '')
    asked.push(request.url ?? '')
    if (map === undefined) response.writeHead(404).end()
    else response.end(map)
  })
  server = site.server
  url = site.url
  const line = (number: number) => `<url><loc>${url}${number}</loc></url>\n`
  const lines = Array.from({ length: LINES }, (_, number) => line(number)).join('')
  maps.set('/million.xml', gzipSync(`<urlset>${lines}</urlset>`, { level: 1 }))
  maps.set('/same.xml', Buffer.from(`<urlset>${line(1).repeat(3)}</urlset>`))
  maps.set('/torn.xml', gzipSync('<urlset></urlset>').subarray(0, 15))
  maps.set('/bomb.xml', gzipSync(Buffer.alloc(60_000_000, ' '), { level: 1 }))
  maps.set(
    '/part-0.xml',
    Buffer.from(`<urlset>${Array.from({ length: 20 }, (_, at) => line(at)).join('')}</urlset>`),
  )
  for (let part = 1; part < 1_000; part++) maps.set(`/part-${part}.xml`, Buffer.from('<urlset></urlset>'))
  const parts = Array.from({ length: 1_000 }, (_, at) => `<sitemap><loc>${url}part-${at}.xml</loc></sitemap>`)
  maps.set('/index.xml', Buffer.from(`<sitemapindex>${parts.join('')}</sitemapindex>`))
})
afterAll(() => close(server))

const pagesOf = (path: string) => {
  asked = []
  const limits = limitsOf(true)
  return sitemapPages(`${url}${path}`, new Visitor(limits, 0), limits, 50)
}

it('reads no further in a sitemap of a million lines than to the pages that are wanted', async () => {
  const begin = performance.now()
  expect(await pagesOf('million.xml')).toEqual(Array.from({ length: 50 }, (_, number) => `${url}${number}`))
  // All of it takes many seconds.
  expect(performance.now() - begin).toBeLessThan(6_000)
})

it('gives a page once, however often it is named', async () => {
  expect(await pagesOf('same.xml')).toEqual([`${url}1`])
})

it.each([
  ['bomb.xml', 'holds more than the 50 MB that a sitemap may have'],
  ['torn.xml', 'cannot be unpacked'],
])('unpacks no more of %s than a sitemap may hold, and says so', async (path, what) => {
  await expect(pagesOf(path)).rejects.toThrow(`${url}${path} ${what}; name another.`)
})

it('asks for no more than some of the sitemaps of an index', async () => {
  expect(await pagesOf('index.xml')).toHaveLength(20)
  expect(asked.filter((path) => path.startsWith('/part-'))).toHaveLength(20)
})
