import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { selfSignedCertificate } from '../../../src/cli/browser/certificate.ts'
import { isPublic } from '../../../src/cli/fetch/addresses.ts'
import { fetchPage } from '../../../src/cli/fetch/fetch-page.ts'
import { FETCH_LIMITS } from '../../../src/cli/fetch/limits.ts'

const OPEN = { ...FETCH_LIMITS, mayConnect: () => true }

const answers: Record<string, (response: ServerResponse) => void> = {
  '/page': (response) => response.end('<p>Good morning'),
  '/moved': (response) => response.writeHead(302, { location: '/page' }).end(),
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
  '/to-private': (response) => response.writeHead(302, { location: 'http://10.1.2.3/' }).end(),
  '/to-name': (response) => response.writeHead(302, { location: `http://localhost:${port()}/page` }).end(),
  '/to-file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/endless': (response) => {
    const more = () => {
      while (!response.destroyed && response.write('<p>'.repeat(20_000)));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  },
  '/bomb': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000)))
  },
  '/drip': (response) => {
    const timer = setInterval(() => response.write('<p>'), 20)
    response.once('close', () => clearInterval(timer))
  },
  '/short': (response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('<p>')
    response.socket?.end()
  },
  '/damaged': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('this is not gzip')
  },
  '/latin': (response) => {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' })
      .end(Buffer.from('<p>piraté', 'latin1'))
  },
  '/no-charset': (response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=none-such' }).end('<p>piraté')
  },
  '/image': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end('PNG'),
  '/down': (response) => response.writeHead(503).end('Service Unavailable'),
}

let server: Server
let secure: Server
const portOf = (one: Server): number => {
  const address = one.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
const port = () => portOf(server)
const at = (path: string) => `http://127.0.0.1:${port()}${path}`

beforeAll(async () => {
  server = createServer((request, response) => answers[request.url ?? '']?.(response))
  secure = createSecureServer(await selfSignedCertificate(), (_, response) => response.end('secret'))
  await Promise.all([
    once(server.listen(0, '127.0.0.1'), 'listening'),
    once(secure.listen(0, '127.0.0.1'), 'listening'),
  ])
})
afterAll(() => {
  for (const one of [server, secure]) {
    one.closeAllConnections()
    one.close()
  }
})

describe('fetchPage', () => {
  it('follows redirects and says where they led', async () => {
    expect(await fetchPage(at('/moved'), OPEN)).toEqual({
      url: at('/page'),
      status: 200,
      html: '<p>Good morning',
    })
  })

  it('gives the page of an error too', async () => {
    expect(await fetchPage(at('/down'), OPEN)).toMatchObject({ status: 503, html: 'Service Unavailable' })
  })

  it.each([
    ['/latin', 'piraté'],
    ['/no-charset', 'piraté'],
  ])('reads %s as a browser would', async (path, word) => {
    expect(await fetchPage(at(path), OPEN)).toMatchObject({ html: `<p>${word}` })
  })

  it.each([
    ['/loop', 'it redirects more than 5 times.'],
    ['/to-file', 'it redirects to a "file:" address.'],
    ['/endless', 'its body is larger than 10 MB.'],
    ['/bomb', 'its body is larger than 10 MB.'],
    ['/short', 'it ended the connection before the page was complete (UND_ERR_SOCKET).'],
    ['/damaged', 'its compressed body is damaged (Z_DATA_ERROR).'],
    ['/image', 'it is no page but image/png.'],
  ])('gives up on %s with one sentence', async (path, why) => {
    expect(await fetchPage(at(path), OPEN)).toEqual({ error: `${at(path)} could not be fetched: ${why}` })
  })

  it('gives up on a page that drips', async () => {
    expect(await fetchPage(at('/drip'), { ...OPEN, time: 500 })).toEqual({
      error: `${at('/drip')} could not be fetched: it took longer than allowed.`,
    })
  })

  it('refuses a certificate nobody vouches for, a name nobody has and a port nobody listens at', async () => {
    const closed = createServer()
    await once(closed.listen(0, '127.0.0.1'), 'listening')
    const gone = portOf(closed)
    closed.close()
    expect(await fetchPage(`https://127.0.0.1:${portOf(secure)}/`, OPEN)).toMatchObject({
      error: expect.stringContaining('its certificate or encryption is not in order'),
    })
    expect(await fetchPage('http://none.invalid/', OPEN)).toMatchObject({
      error: expect.stringContaining('its name does not resolve'),
    })
    expect(await fetchPage(`http://127.0.0.1:${gone}/`, OPEN)).toMatchObject({
      error: expect.stringContaining('nothing answers at its port (ECONNREFUSED)'),
    })
    expect(await fetchPage('http://user:word@example.org/', OPEN)).toMatchObject({
      error: expect.stringContaining('it holds a user name'),
    })
  })

  it.each(['127.0.0.1', '2130706433', 'localhost', '[::1]', '[::ffff:127.0.0.1]'])(
    'does not connect to %s unless told to',
    async (host) => {
      expect(await fetchPage(`http://${host}:${port()}/page`)).toMatchObject({
        error: expect.stringContaining('is not on the public internet'),
      })
    },
  )

  it.each(['/to-private', '/to-name'])('checks the address again after the redirect %s', async (path) => {
    let asked = 0
    const limits = { ...FETCH_LIMITS, mayConnect: () => asked++ === 0 }
    expect(await fetchPage(at(path), limits)).toMatchObject({
      error: expect.stringContaining('is not on the public internet'),
    })
    expect(asked).toBe(2)
  })
})

describe('isPublic', () => {
  it.each([
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.8.8.8', '169.254.169.254', '172.31.0.1', '192.168.1.1'],
    ...[
      '198.18.0.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      'fe80::1',
      'fc00::1',
      'ff02::1',
    ],
    ...['::ffff:8.8.8.8', '64:ff9b::a00:1', '64:ff9b:1::1', '2002:a00:1::', '2001::1', 'fec0::1', 'name'],
  ])('refuses %s', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  it.each(['8.8.8.8', '193.0.6.139', '2606:4700::1111'])('lets %s through', (address) => {
    expect(isPublic(address)).toBe(true)
  })
})
