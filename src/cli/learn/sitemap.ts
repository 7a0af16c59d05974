import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { ErrorLevel, XMLToSitemapIndexStream, XMLToSitemapItemStream } from 'sitemap'
import * as v from 'valibot'
import type { FetchLimits } from '../fetch/limits.ts'
import type { Visitor } from './visitor.ts'

/** Bytes of a sitemap, unpacked (sitemaps.org: 50 MB), and sitemaps of one index that are read. */
const LONGEST = 52_428_800
const MOST_SITEMAPS = 20

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
    return isPacked ? gunzipSync(bytes, { maxOutputLength: LONGEST }) : Buffer.from(bytes)
  }
  const first = await read(url)
  const pages = new Set(await entries(first, 'pages'))
  for (const part of (await entries(first, 'index')).slice(0, MOST_SITEMAPS)) {
    if (pages.size >= most) break
    for (const page of await entries(await read(part), 'pages')) pages.add(page)
  }
  if (pages.size === 0) throw new Error(`${url} is no sitemap that names pages; name another.`)
  return [...pages].slice(0, most)
}

async function entries(text: Buffer, kind: 'index' | 'pages'): Promise<string[]> {
  const quiet = { level: ErrorLevel.SILENT, logger: false } as const
  const parser = kind === 'index' ? new XMLToSitemapIndexStream(quiet) : new XMLToSitemapItemStream(quiet)
  const found: string[] = []
  try {
    for await (const entry of Readable.from([text]).pipe(parser)) {
      const parsed = v.safeParse(entrySchema, entry)
      if (parsed.success && /^https?:/i.test(parsed.output.url) && URL.canParse(parsed.output.url))
        found.push(parsed.output.url)
    }
  } catch {
    // What is no XML names no pages from there on.
  }
  return found
}
