import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { selfSignedCertificate } from '../../../src/cli/browser/certificate.ts'
import { isPublic } from '../../../src/cli/fetch/addresses.ts'
import { fetchBytes } from '../../../src/cli/fetch/fetch-bytes.ts'
import { fetchPage } from '../../../src/cli/fetch/fetch-page.ts'
import { FETCH_LIMITS } from '../../../src/cli/fetch/limits.ts'

const OPEN = { ...FETCH_LIMITS, mayConnect: () => true }

const answers: Record<string, (response: ServerResponse) => void> = {
  '/page': (response) => response.end('<p>Good morning'),
  '/asked': (response) => response.end(response.req.headers['accept-encoding']),
  '/moved': (response) => response.writeHead(302, { location: '/page' }).end(),
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
  '/ping': (response) => response.writeHead(302, { location: '/pong' }).end(),
  '/pong': (response) => response.writeHead(302, { location: '/ping' }).end(),
  '/to-nothing': (response) => response.writeHead(302, { location: 'http://' }).end(),
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
  '/bomb-br': (response) => {
    response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync(Buffer.alloc(50_000_000)))
  },
  // A kilobyte that is a gigabyte in the end.
  '/bomb-in-bomb': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(twicePacked)
  },
  '/many-times-packed': (response) => {
    response.writeHead(200, { 'content-encoding': Array(99).fill('gzip').join(', ') }).end('<p>')
  },
  '/huge': (response) => {
    response.writeHead(200, { 'content-length': '10000000000' })
    const more = () => {
      while (!response.destroyed && response.write(' '.repeat(60_000)));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  },
  '/long': (response) => {
    response.socket?.end(
      'HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\n<p>and more than was said',
    )
  },
  '/two-lengths': (response) => {
    response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\n<p>no')
  },
  '/headers': (response) => {
    response.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end()
  },
  '/no-http': (response) => response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n'),
  '/mute': () => {},
  '/drip-head': (response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\n')
    const timer = setInterval(() => response.socket?.write('x-more: 1\r\n'), 20)
    response.once('close', () => clearInterval(timer))
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
  '/lies': (response) => {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(Buffer.from('<p>pirat\u00e9', 'latin1'))
  },
  '/image': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end('PNG'),
  '/down': (response) => response.writeHead(503).end('Service Unavailable'),
}

const twicePacked = gzipSync(gzipSync(Buffer.alloc(200_000_000)))

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
    // What is not of the charset that was told is not guessed.
    ['/lies', 'pirat\ufffd'],
    // What follows the length that was told is no part of the page.
    ['/long', ''],
  ])('reads %s as a browser would', async (path, word) => {
    expect(await fetchPage(at(path), OPEN)).toMatchObject({ html: `<p>${word}` })
  })

  it.each([
    ['/loop', 'it redirects more than 5 times.'],
    ['/ping', 'it redirects more than 5 times.'],
    ['/to-nothing', 'it redirects to something that is no address.'],
    ['/to-file', 'it redirects to a "file:" address.'],
    ['/endless', 'its body is larger than 10 MB.'],
    ['/bomb', 'its body is larger than 10 MB.'],
    ['/bomb-br', 'its body is larger than 10 MB.'],
    ['/bomb-in-bomb', 'its body is larger than 10 MB.'],
    ['/many-times-packed', 'too many content-encodings in response: 99, maximum allowed is 5.'],
    ['/huge', 'its body is larger than 10 MB.'],
    ['/two-lengths', 'its answer is not proper HTTP (UND_ERR_RES_CONTENT_LENGTH_MISMATCH).'],
    ['/headers', 'its headers are too long (UND_ERR_HEADERS_OVERFLOW).'],
    ['/no-http', 'its answer is not proper HTTP.'],
    ['/short', 'it ended the connection before the page was complete (UND_ERR_SOCKET).'],
    ['/damaged', 'its compressed body is damaged (Z_DATA_ERROR).'],
    ['/image', 'it is no page but image/png.'],
  ])('gives up on %s with one sentence', async (path, why) => {
    expect(await fetchPage(at(path), OPEN)).toEqual({ error: `${at(path)} could not be fetched: ${why}` })
  })

  it.each(['/drip', '/drip-head', '/mute'])('gives up on %s when its time is over', async (path) => {
    expect(await fetchPage(at(path), { ...OPEN, time: 500 })).toEqual({
      error: `${at(path)} could not be fetched: it took longer than allowed.`,
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
    expect(await fetchPage(`https://127.0.0.1:${port()}/page`, OPEN)).toMatchObject({
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

describe('fetchBytes', () => {
  it.each([
    [{}, 'gzip, deflate, br'],
    [{ range: 'bytes=0-99' }, 'identity'],
  ])('with the headers %o takes an answer packed as %s', async (headers, packed) => {
    const answer = await fetchBytes(at('/asked'), { accept: '*/*', headers }, OPEN)
    expect(answer).toMatchObject({ bytes: Buffer.from(packed) })
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
    ...[
      '::ffff:8.8.8.8',
      '64:ff9b::a00:1',
      '64:ff9b:1::1',
      '2002:a00:1::',
      '2001::1',
      'fec0::1',
      '::7f00:1',
      '4000::1',
      'name',
    ],
  ])('refuses %s', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  it.each(['8.8.8.8', '193.0.6.139', '2606:4700::1111'])('lets %s through', (address) => {
    expect(isPublic(address)).toBe(true)
  })
})
