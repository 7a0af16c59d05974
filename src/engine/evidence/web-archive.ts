import { strToU8 } from 'fflate'
import { type FeedCrypto, hashOf } from '../feed/signed.ts'
import type { Headers, Redirect } from './page-evidence.ts'

const VERSION = 'WARC/1.1'
const NOTHING = new Uint8Array(0)
const TRUNCATED: Headers = [['WARC-Truncated', 'unspecified']]

export interface Exchange {
  url: string
  /** When was looked, in milliseconds since the epoch. */
  at: number
  status: number
  request: Headers
  response: Headers
  /** What led there, in order. */
  redirects?: readonly Redirect[] | undefined
  /** As it was read: unpacked, and in one piece. */
  body: Uint8Array
  program: string
}

/** These tell how the body was sent, and it is kept as it was read. */
const ON_THE_WAY = new Set(['content-encoding', 'transfer-encoding', 'content-length', 'connection'])

/** What was asked and answered as a web archive (ISO 28500, WARC 1.1): about, then response and request, redirects first. */
export async function webArchive(
  crypto: Pick<FeedCrypto, 'sha256'>,
  { redirects = [], program, ...page }: Exchange,
): Promise<Uint8Array<ArrayBuffer>> {
  const date = new Date(page.at).toISOString()
  const about = await recordId(crypto, `warcinfo ${page.url} ${date}`)
  const info = strToU8(
    lines([
      ['software', program],
      ['format', 'WARC File Format 1.1'],
    ]),
  )
  const parts = record(
    [
      ['WARC-Record-ID', about],
      ['WARC-Date', date],
      ['WARC-Type', 'warcinfo'],
      ['Content-Type', 'application/warc-fields'],
    ],
    [info],
  )
  const archived = { crypto, about, date }
  // One address may come twice on the way.
  for (const [index, redirect] of redirects.entries())
    parts.push(...(await exchanged(archived, { ...redirect, body: null }, ` ${index}`)))
  parts.push(...(await exchanged(archived, page, '')))
  return joined(parts)
}

interface Archived {
  crypto: Pick<FeedCrypto, 'sha256'>
  /** The record about the archive. */
  about: string
  date: string
}

/** An answer and its request. A body that is null was not read. */
async function exchanged(
  { crypto, about, date }: Archived,
  { url, status, request, response, body }: Redirect & { body: Uint8Array | null },
  place: string,
): Promise<Uint8Array[]> {
  const [, host = '', rest = ''] = /^[a-z]+:\/\/([^/?#]*)([^#]*)/i.exec(url) ?? []
  const named = (kind: string) => recordId(crypto, `${kind}${place} ${url} ${date}`)
  const [answered, asked] = [await named('response'), await named('request')]
  const payload = body ?? NOTHING
  const http = (first: string, headers: Headers) => strToU8(`${first}\r\n${lines(headers)}\r\n`)
  const answerHead = http(`HTTP/1.1 ${status} `, asRead(response, payload.length))
  const askedHead = http(`GET ${rest.startsWith('/') ? rest : `/${rest}`} HTTP/1.1`, [
    ['host', host],
    ...request.filter(([name]) => name.toLowerCase() !== 'host'),
  ])
  const ofUrl: Headers = [
    ['WARC-Warcinfo-ID', about],
    ['WARC-Target-URI', url],
    ['WARC-Date', date],
  ]
  return [
    ...record(
      [
        ['WARC-Record-ID', answered],
        ...ofUrl,
        ['WARC-Type', 'response'],
        ['Content-Type', 'application/http; msgtype=response'],
        ...(body === null ? TRUNCATED : []),
        ...(await digests(crypto, answerHead, payload)),
      ],
      [answerHead, payload],
    ),
    ...record(
      [
        ['WARC-Record-ID', asked],
        ['WARC-Concurrent-To', answered],
        ...ofUrl,
        ['WARC-Type', 'request'],
        ['Content-Type', 'application/http; msgtype=request'],
        ...(await digests(crypto, askedHead, NOTHING)),
      ],
      [askedHead],
    ),
  ]
}

/** The same look has the same names: a UUID of our own making (RFC 9562, version 8) out of what it is of. */
async function recordId(crypto: Pick<FeedCrypto, 'sha256'>, what: string): Promise<string> {
  const hash = await hashOf(crypto, strToU8(`masthead-warc ${what}`))
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16)
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`]
  return `<urn:uuid:${[...parts, `${variant}${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-')}>`
}

async function digests(
  crypto: Pick<FeedCrypto, 'sha256'>,
  head: Uint8Array,
  payload: Uint8Array,
): Promise<Headers> {
  return [
    ['WARC-Payload-Digest', `sha256:${await hashOf(crypto, payload)}`],
    ['WARC-Block-Digest', `sha256:${await hashOf(crypto, joined([head, payload]))}`],
  ]
}

function record(headers: Headers, block: readonly Uint8Array[]): Uint8Array[] {
  const length = block.reduce((sum, part) => sum + part.length, 0)
  const head = `${VERSION}\r\n${lines([...headers, ['Content-Length', String(length)]])}\r\n`
  return [strToU8(head), ...block, strToU8('\r\n\r\n')]
}

/** A header a line; none can begin another. */
const lines = (headers: Headers): string =>
  headers.map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`).join('')

/** The answer's own headers; those that no longer hold are kept under another name, as web archives do. */
function asRead(headers: Headers, length: number): Headers {
  const kept = headers.map(([name, value]): [string, string] =>
    ON_THE_WAY.has(name.toLowerCase()) ? [`x-archive-orig-${name}`, value] : [name, value],
  )
  return [...kept, ['content-length', String(length)]]
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
