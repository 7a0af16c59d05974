import robotsParser, { type Robot } from 'robots-parser'
import { fetchBytes } from '../fetch/fetch-bytes.ts'
import type { FetchLimits } from '../fetch/limits.ts'

/** What this program calls itself. */
const AGENT = 'masthead'
/** Bytes of a robots.txt that are read (RFC 9309, section 2.5, asks for 500 KiB at least). */
const LONGEST = 524_288
/** Seconds between two requests; a site that asks for more gets this. */
const LONGEST_DELAY = 30

/** What the robots.txt of each server says (RFC 9309); each is asked once. */
export class Robots {
  readonly #limits: FetchLimits
  readonly #known = new Map<string, Promise<Robot | string>>()

  constructor(limits: FetchLimits) {
    this.#limits = { ...limits, bytes: LONGEST }
  }

  /** Why an address may not be visited; null where it may. */
  async whyNot(url: string): Promise<string | null> {
    const robot = await this.#of(url)
    if (typeof robot === 'string') return robot
    return robot.isAllowed(url, AGENT) === false ? `Its robots.txt asks not to visit ${url}.` : null
  }

  /** Milliseconds that the server asks to have between two requests; 0 where it asks for nothing. */
  async delay(url: string): Promise<number> {
    const robot = await this.#of(url)
    const seconds = typeof robot === 'string' ? 0 : (robot.getCrawlDelay(AGENT) ?? 0)
    return Math.min(Math.max(0, seconds), LONGEST_DELAY) * 1_000
  }

  #of(url: string): Promise<Robot | string> {
    const { origin } = new URL(url)
    const known = this.#known.get(origin) ?? this.#fetch(`${origin}/robots.txt`)
    this.#known.set(origin, known)
    return known
  }

  async #fetch(url: string): Promise<Robot | string> {
    const answer = await fetchBytes(url, { accept: 'text/plain', retries: 2 }, this.#limits)
    if ('error' in answer) return answer.error
    // Section 2.3.1: without a file everything is allowed, with a server in trouble nothing is.
    if (answer.status >= 500 || answer.status === 429)
      return `${url} answers ${answer.status}; try again later.`
    const text = answer.status < 300 ? new TextDecoder().decode(answer.bytes) : ''
    return robotsParser(url, text)
  }
}
