import dns, { type LookupAddress, type LookupAllOptions } from 'node:dns'
import ipaddr from 'ipaddr.js'
import { Agent, request } from 'undici'
import { decodePage } from '../../decode/decode-page.ts'
import { parseAddress } from '../../engine/page/address.ts'
import { toldEncoding } from '../../engine/page/encodings.ts'
import { isPublicHost } from '../../engine/report/public-host.ts'

/** A page as it came, or why none did. */
export type FetchedPage =
  | { ok: true; url: string; status: number; html: string; hosting: string }
  | { ok: false; why: string; hosting: string }
export type PageFetcher = (url: string) => Promise<FetchedPage>

const PATIENCE = 10_000
const REDIRECTS = 5
/** Bytes of a page that are read; the largest news pages have a tenth of that. */
const BOUND = 8 * 1024 * 1024
/** As a reader's browser says it, so that the same page comes. */
const AGENT = 'Mozilla/5.0 (compatible; Masthead collector)'

export interface FetcherOptions {
  /** Whether an address of a server may be spoken to; private and special ones may not. */
  isAllowed(address: string): boolean
  /** The name service. */
  lookup(
    host: string,
    options: LookupAllOptions,
    done: (error: Error | null, found: LookupAddress[]) => void,
  ): void
}

export const isPublicAddress = (address: string): boolean => ipaddr.process(address).range() === 'unicast'

/** Opens reported pages: public hosts at public addresses only, also after a redirect, bounded in time and size. */
export class PublicFetcher {
  readonly #agent: Agent
  /** Where each host was last found. */
  readonly #addresses = new Map<string, string>()

  constructor({ isAllowed, lookup }: FetcherOptions = { isAllowed: isPublicAddress, lookup: dns.lookup }) {
    this.#agent = new Agent({
      connect: {
        timeout: PATIENCE,
        // The address is checked where the connection is made: a name that changes in between gains nothing.
        lookup: (host, given, done) => {
          lookup(host, { ...given, all: true }, (error, found) => {
            if (error !== null) return done(error, [])
            const allowed = found.filter(({ address }) => isAllowed(address))
            const [first] = allowed
            if (first === undefined) return done(new Error('its address is not public'), [])
            this.#addresses.set(host, first.address)
            done(null, allowed)
          })
        },
      },
      headersTimeout: PATIENCE,
      bodyTimeout: PATIENCE,
    })
  }

  readonly fetchPage: PageFetcher = async (url) => {
    let at = url
    for (let step = 0; step <= REDIRECTS; step++) {
      const host = parseAddress(at)?.host ?? ''
      if (!isPublicHost(host)) return this.#failed(host, 'its host is not public')
      try {
        const { statusCode, headers, body } = await request(at, {
          dispatcher: this.#agent,
          headers: { 'user-agent': AGENT, accept: 'text/html,*/*;q=0.5' },
          signal: AbortSignal.timeout(PATIENCE),
        })
        const { location } = headers
        if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') {
          await body.dump()
          at = new URL(location, at).href
          continue
        }
        const told = toldEncoding(String(headers['content-type'] ?? ''))
        const html = await readBounded(body, told)
        return { ok: true, url: at, status: statusCode, html, hosting: this.#hosting(host) }
      } catch (error) {
        return this.#failed(host, error instanceof Error ? error.message : String(error))
      }
    }
    return this.#failed(parseAddress(at)?.host ?? '', 'it redirects without end')
  }

  close(): Promise<void> {
    return this.#agent.destroy()
  }

  #failed(host: string, why: string): FetchedPage {
    return { ok: false, why, hosting: this.#hosting(host) }
  }

  #hosting(host: string): string {
    const address = this.#addresses.get(host)
    this.#addresses.delete(host)
    return address === undefined ? '' : hostingOf(address)
  }
}

/** What sites on one host have in common: the /24 or /48 of their server. */
export function hostingOf(address: string): string {
  const parsed = ipaddr.process(address)
  const bytes = parsed.toByteArray()
  return Buffer.from(parsed.kind() === 'ipv4' ? bytes.slice(0, 3) : bytes.slice(0, 6)).toString('hex')
}

/** The beginning of a page that has no end. */
async function readBounded(body: AsyncIterable<Uint8Array>, told: string | null): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    parts.push(part)
    size += part.length
    if (size > BOUND) break
  }
  return decodePage(Buffer.concat(parts), told, size > BOUND)
}
