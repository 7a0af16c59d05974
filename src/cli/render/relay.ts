import type { IncomingHttpHeaders } from 'node:http'
import type { SiteAnswer } from '../browser/site-server.ts'
import { fetchBytes } from '../fetch/fetch-bytes.ts'
import type { FetchLimits } from '../fetch/limits.ts'

/** What one look may ask of the network; pages that ask for more are seen without it. */
const REQUESTS_BOUND = 400

/** Of how an answer was sent, and of what a browser would remember beyond it. */
const DROPPED = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'strict-transport-security',
  'alt-svc',
  'set-cookie',
  'public-key-pins',
])

/** Stands in the browser for hosts that are none of the web's, such as localhost: extensions have no rights to those. */
const STAND_IN = 'www.page.example'

/** A page that is not fetched but given: a file, under the address it was saved from. */
export interface GivenPage {
  url: string
  body: Uint8Array
}

/**
 * The web as a browser sees it that has no network of its own: every request is made here, within the limits of a check,
 * so that no page can reach into a private network through the browser. Redirects are the browser's to follow.
 */
export class Relay {
  #given: GivenPage | null = null
  /** Where a site really is, by its origin in the browser. */
  readonly #origins = new Map<string, string>()
  #requests = 0

  constructor(readonly limits: FetchLimits) {}

  /** Begins a look at an address; gives the one to visit instead, of a host and a port that a browser's extension may be at. */
  begin(address: string, given: GivenPage | null): string {
    this.#given = given
    this.#requests = 0
    const url = new URL(address)
    this.#origins.clear()
    const { origin } = url
    url.port = ''
    if (!/[a-z]\.[a-z-]+$/i.test(url.hostname)) url.hostname = STAND_IN
    if (url.origin !== origin) this.#origins.set(url.origin, origin)
    return url.href
  }

  readonly answer = async (url: URL, headers: IncomingHttpHeaders): Promise<SiteAnswer | null> => {
    if (this.#given !== null && url.href === this.#given.url) return { body: this.#given.body }
    if (++this.#requests > REQUESTS_BOUND) return null
    const origin = this.#origins.get(url.origin)
    const address = origin === undefined ? url.href : url.href.replace(url.origin, origin)
    const request = { accept: headers.accept ?? '*/*', headers: asked(headers) }
    const answer = await fetchBytes(address, request, this.limits, false)
    if ('error' in answer) return { status: 502, headers: { 'content-type': 'text/plain' } }
    const kept = answer.headers
      .filter(([name]) => !DROPPED.has(name))
      // The browser knows the site by another origin.
      .map(([name, value]): [string, string] => [
        name,
        name === 'location' && origin !== undefined ? value.replace(origin, url.origin) : value,
      ])
    return { status: answer.status, headers: Object.fromEntries(kept), body: answer.bytes }
  }
}

/** What a server may need to know of the browser that asks. */
function asked(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of ['accept-language', 'referer', 'range', 'user-agent', 'origin'])
    if (typeof headers[name] === 'string') kept[name] = headers[name]
  return kept
}
