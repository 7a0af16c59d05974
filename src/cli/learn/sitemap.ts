import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { ErrorLevel, XMLToSitemapIndexStream, XMLToSitemapItemStream } from 'sitemap'
import * as v from 'valibot'
import type { FetchLimits } from '../fetch/limits.ts'
import type { Visitor } from './visitor.ts'

/** Bytes of a sitemap, unpacked (sitemaps.org: 50 MB), and sitemaps of one index that are read. */
const LONGEST = 52_428_800
const MOST_SITEMAPS = 20
/** Bytes that are parsed before it is seen whether more are wanted. */
const PIECE = 65_536

const entrySchema = v.object({ url: v.string() })

/** The addresses of a sitemap, or of the sitemaps of an index, in their order; no more than `most`. */
export async function sitemapPages(
  url: string,
  visitor: Visitor,
  limits: FetchLimits,
  most: number,
): Promise<string[]> {
  const read = async (address: string) => {
    const bytes = await visitor.read(address, 'application/xml', { ...limits, bytes: LONGEST })
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
    return isPacked ? unpacked(bytes, address) : Buffer.from(bytes)
  }
  const first = await read(url)
  const pages = await entries(first, 'pages', most)
  const parts = pages.size > 0 ? [] : await entries(first, 'index', MOST_SITEMAPS)
  for (const part of parts) {
    if (pages.size >= most) break
    for (const page of await entries(await read(part), 'pages', most)) pages.add(page)
  }
  if (pages.size === 0) throw new Error(`${url} is no sitemap that names pages; name another.`)
  return [...pages].slice(0, most)
}

function unpacked(bytes: Uint8Array, address: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LONGEST })
  } catch (error) {
    const isLarge = error instanceof RangeError
    const what = isLarge ? 'holds more than the 50 MB that a sitemap may have' : 'cannot be unpacked'
    throw new Error(`${address} ${what}; name another.`)
  }
}

/** The first addresses that a sitemap names, each once. */
async function entries(text: Buffer, kind: 'index' | 'pages', most: number): Promise<Set<string>> {
  const quiet = { level: ErrorLevel.SILENT, logger: false } as const
  const parser = kind === 'index' ? new XMLToSitemapIndexStream(quiet) : new XMLToSitemapItemStream(quiet)
  const found = new Set<string>()
  try {
    for await (const entry of Readable.from(piecesOf(text)).pipe(parser)) {
      const parsed = v.safeParse(entrySchema, entry)
      if (parsed.success && /^https?:/i.test(parsed.output.url) && URL.canParse(parsed.output.url))
        found.add(parsed.output.url)
      if (found.size >= most) break
    }
  } catch {
    // What is no XML names no pages from there on.
  }
  return found
}

function* piecesOf(text: Buffer): Generator<Buffer> {
  for (let at = 0; at < text.length; at += PIECE) yield text.subarray(at, at + PIECE)
}
