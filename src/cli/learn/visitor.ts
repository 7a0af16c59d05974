import { setTimeout as sleep } from 'node:timers/promises'
import { fetchBytes } from '../fetch/fetch-bytes.ts'
import { type FetchedPage, htmlOf, PAGE_REQUEST } from '../fetch/fetch-page.ts'
import type { FetchLimits } from '../fetch/limits.ts'
import { Robots } from './robots.ts'

/** How often a server in trouble is asked again. */
const RETRIES = 2

export type Visited = FetchedPage | { isUnchanged: true } | { error: string }

/** Visits one page after another as a guest would: asks robots.txt, waits in between, takes nothing twice. */
export class Visitor {
  readonly #robots: Robots
  readonly #limits: FetchLimits
  readonly #delay: number
  /** What tells each page's last version (RFC 9110, section 13). */
  readonly #versions = new Map<string, Record<string, string>>()
  #lastAt = Number.NEGATIVE_INFINITY

  /** `delay` is in milliseconds, between two requests. */
  constructor(limits: FetchLimits, delay: number) {
    this.#limits = limits
    this.#delay = delay
    this.#robots = new Robots(limits)
  }

  async visit(url: string): Promise<Visited> {
    const why = await this.#robots.whyNot(url)
    if (why !== null) return { error: why }
    await this.#pause(await this.#robots.delay(url))
    const headers = this.#versions.get(url) ?? {}
    const answer = await fetchBytes(url, { ...PAGE_REQUEST, headers, retries: RETRIES }, this.#limits)
    if ('error' in answer) return answer
    if (answer.status === 304) return { isUnchanged: true }
    const etag = answer.header('etag')
    const modified = answer.header('last-modified')
    this.#versions.set(url, {
      ...(etag === null ? {} : { 'if-none-match': etag }),
      ...(modified === null ? {} : { 'if-modified-since': modified }),
    })
    return { url: answer.url, status: answer.status, html: htmlOf(answer) }
  }

  /** What else is read on the way, as politely. */
  async read(url: string, accept: string, limits: FetchLimits): Promise<Uint8Array> {
    const why = await this.#robots.whyNot(url)
    if (why !== null) throw new Error(why)
    await this.#pause(await this.#robots.delay(url))
    const answer = await fetchBytes(url, { accept, retries: RETRIES }, limits)
    if ('error' in answer) throw new Error(answer.error)
    if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}; name another.`)
    return answer.bytes
  }

  async #pause(asked: number): Promise<void> {
    const at = this.#lastAt + Math.max(this.#delay, asked)
    const now = performance.now()
    if (at > now) await sleep(at - now)
    this.#lastAt = performance.now()
  }
}
