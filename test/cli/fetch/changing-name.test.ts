import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { LookupFunction } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { fetchPage } from '../../../src/cli/fetch/fetch-page.ts'
import { FETCH_LIMITS } from '../../../src/cli/fetch/limits.ts'

/** What the name is said to be at each question, the last for good; kept apart, since modules are replaced first. */
const names = vi.hoisted(() => ({ answers: [] as string[][], asked: 0 }))
vi.mock('node:dns', async (original) => {
  const lookup: LookupFunction = (_host, _options, callback) => {
    const addresses = names.answers[Math.min(names.asked++, names.answers.length - 1)] ?? []
    callback(
      null,
      addresses.map((address) => ({ address, family: 4 })),
    )
  }
  return { ...(await original<typeof import('node:dns')>()), lookup }
})

/** Two servers of one name: one that may be asked, and one inside that may not. */
const OPEN = '127.0.0.1'
const INSIDE = '127.0.0.2'
const LIMITS = { ...FETCH_LIMITS, mayConnect: (address: string) => address === OPEN }

let servers: Server[] = []
let url = ''
let inside = 0

beforeAll(async () => {
  const open = createServer((request, response) => {
    if (request.url === '/again') response.writeHead(302, { location: '/page', connection: 'close' }).end()
    else response.end('<p>open')
  })
  await once(open.listen(0, OPEN), 'listening')
  const address = open.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const secret = createServer((_, response) => {
    inside++
    response.end('<p>secret')
  })
  await once(secret.listen(port, INSIDE), 'listening')
  servers = [open, secret]
  url = `http://changing.example:${port}/`
})
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})
beforeEach(() => {
  names.asked = 0
  inside = 0
})

const REFUSED = { error: expect.stringContaining(`its address ${INSIDE} is not on the public internet`) }

it('connects to the address that was checked, though the name has another by then', async () => {
  names.answers = [[OPEN], [INSIDE]]
  expect(await fetchPage(url, LIMITS)).toMatchObject({ html: '<p>open' })
  expect([names.asked, inside]).toEqual([1, 0])
})

it('checks what the name is after a redirect', async () => {
  names.answers = [[OPEN], [INSIDE]]
  expect(await fetchPage(`${url}again`, LIMITS)).toMatchObject(REFUSED)
  expect([names.asked, inside]).toEqual([2, 0])
})

it('refuses a name of which one address is not public', async () => {
  names.answers = [[OPEN, INSIDE]]
  expect(await fetchPage(url, LIMITS)).toMatchObject(REFUSED)
  expect(inside).toBe(0)
})
