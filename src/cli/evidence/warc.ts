import { v5 as uuid } from 'uuid'
import { WARCRecord, WARCSerializer } from 'warcio'
import type { Headers } from '../../engine/evidence/page-evidence.ts'

/** Names the records of our archives: the same look has the same names. */
const OWN = '4c1f1c0a-1a52-5a0e-8e1b-5a0f8a9b7c11'
const VERSION = 'WARC/1.1'

export interface Exchange {
  url: string
  /** When was looked, in milliseconds since the epoch. */
  at: number
  status: number
  request: Headers
  response: Headers
  /** As it was read: unpacked, and in one piece. */
  body: Uint8Array
  program: string
}

/** These tell how the body was sent, and it is kept as it was read. */
const ON_THE_WAY = new Set(['content-encoding', 'transfer-encoding', 'content-length', 'connection'])

/** What was asked and answered as a web archive (ISO 28500, WARC 1.1): about, request and response. */
export async function webArchive({
  url,
  at,
  status,
  request,
  response,
  body,
  program,
}: Exchange): Promise<Uint8Array> {
  const date = new Date(at).toISOString()
  const { pathname, search, host } = new URL(url)
  const named = (kind: string) => `<urn:uuid:${uuid(`${kind} ${url} ${date}`, OWN)}>`
  const [about, asked, answered] = ['warcinfo', 'request', 'response'].map(named)
  const info = WARCRecord.createWARCInfo(
    { date, warcVersion: VERSION, warcHeaders: { 'WARC-Record-ID': about ?? '' } },
    { software: program, format: 'WARC File Format 1.1' },
  )
  const answer = WARCRecord.create(
    {
      url,
      date,
      type: 'response',
      warcVersion: VERSION,
      warcHeaders: { 'WARC-Record-ID': answered ?? '', 'WARC-Warcinfo-ID': about ?? '' },
      statusline: `HTTP/1.1 ${status}`,
      httpHeaders: asRead(response, body.length),
    },
    [body],
  )
  const question = WARCRecord.create({
    url,
    date,
    type: 'request',
    warcVersion: VERSION,
    warcHeaders: {
      'WARC-Record-ID': asked ?? '',
      'WARC-Warcinfo-ID': about ?? '',
      'WARC-Concurrent-To': answered ?? '',
    },
    statusline: `GET ${pathname}${search} HTTP/1.1`,
    httpHeaders: [['host', host], ...request.map(([name, value]): [string, string] => [name, value])],
  })
  const parts: Uint8Array[] = []
  for (const record of [info, answer, question])
    parts.push(await WARCSerializer.serialize(record, { gzip: false }))
  return Buffer.concat(parts)
}

/** The answer's own headers; those that no longer hold are kept under another name, as web archives do. */
function asRead(headers: Headers, length: number): [string, string][] {
  const kept = headers.map(([name, value]): [string, string] =>
    ON_THE_WAY.has(name.toLowerCase()) ? [`x-archive-orig-${name}`, value] : [name, value],
  )
  return [...kept, ['content-length', String(length)]]
}
