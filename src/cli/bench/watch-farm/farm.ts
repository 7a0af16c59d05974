import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'

const PAGES = join(import.meta.dirname, '../../../../test/pages')
const page = (name: string) => readFileSync(join(PAGES, name, 'page.html'))

/** Of a site's address, what tells it from the others: 127.A.B.1 is on this machine whatever A and B are. */
const FIRST = 10
const LOOPBACK = /^127\.\d+\.\d+\.1$/

export interface RoundSeen {
  /** Requests for pages, by the number of the site. */
  requests: number[]
  count: number
  /** Milliseconds from the first to the last of them. */
  span: number
  /** The shortest pause between the end of one request and the start of the next at one host; none where there was one. */
  shortestPause: number | null
  /** Requests that came to a host while it had not answered another yet. */
  overlaps: number
}

/** Sites of this machine's own, each at a host of its own, and a receiver of alerts. */
export class Farm {
  readonly #server: Server
  readonly #sites: number
  readonly #healthy = [page('newsroom-home-day-1'), page('newsroom-home-day-2')] as const
  readonly #defaced = page('defaced-2015-french')
  /** Milliseconds until a page is answered. */
  readonly #latency: number
  readonly #alerts: { id: string; what: string }[] = []
  readonly #busy = new Map<string, number>()
  readonly #freeAt = new Map<string, number>()
  #altered: ReadonlySet<number> = new Set()
  /** To which site others lead. */
  #led: ReadonlyMap<number, number> = new Map()
  #day = 0
  #seen: RoundSeen = emptyRound(0)
  #first = 0
  onPage = (_count: number) => {}

  constructor(sites: number, latency: number) {
    this.#sites = sites
    this.#latency = latency
    this.#server = createServer((request, response) => this.#answer(request, response))
  }

  /** Listens at every loopback address; gives the port. */
  async listen(): Promise<number> {
    await once(this.#server.listen(0, '0.0.0.0'), 'listening')
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('The farm has no port.')
    return address.port
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await once(this.#server.close(), 'close')
  }

  /** Begins a round in which some sites are altered. */
  begin(altered: readonly number[]): void {
    this.#altered = new Set(altered)
    this.#day++
    this.#seen = emptyRound(this.#sites)
    this.#first = 0
  }

  /** Lets sites lead to another one from now on. */
  lead(sites: readonly number[], to: number): void {
    this.#led = new Map(sites.map((site) => [site, to]))
  }

  get seen(): RoundSeen {
    return this.#seen
  }

  get alerts(): readonly { id: string; what: string }[] {
    return this.#alerts
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const host = request.socket.localAddress ?? ''
    if (!host.startsWith('127.')) request.socket.destroy()
    else if (request.method === 'POST') this.#take(request, response)
    else if (LOOPBACK.test(host) && request.url?.startsWith('/page') === true)
      this.#show(host, request, response)
    else response.writeHead(404).end()
  }

  #show(host: string, request: IncomingMessage, response: ServerResponse): void {
    const site = siteAt(host)
    const now = performance.now()
    this.#first ||= now
    this.#seen.span = now - this.#first
    this.#seen.requests[site] = (this.#seen.requests[site] ?? 0) + 1
    const busy = this.#busy.get(host) ?? 0
    if (busy > 0) this.#seen.overlaps++
    const free = this.#freeAt.get(host)
    if (free !== undefined)
      this.#seen.shortestPause = Math.min(this.#seen.shortestPause ?? Number.POSITIVE_INFINITY, now - free)
    this.#busy.set(host, busy + 1)
    response.once('close', () => {
      this.#busy.set(host, (this.#busy.get(host) ?? 1) - 1)
      this.#freeAt.set(host, performance.now())
    })
    this.onPage(++this.#seen.count)
    const to = this.#led.get(site)
    if (to !== undefined) {
      const location = `http://${hostOf(to)}:${request.socket.localPort}${request.url}`
      response.writeHead(302, { location }).end()
      return
    }
    const body = this.#altered.has(site) ? this.#defaced : this.#healthy[this.#day % 2]
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
    }, this.#latency)
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      const { id, event, incident }: Record<string, unknown> = JSON.parse(body)
      const property =
        typeof incident === 'object' && incident !== null && 'property' in incident ? incident.property : ''
      this.#alerts.push({ id: String(id), what: `${property} ${event}` })
      response.writeHead(204).end()
    })
  }
}

const emptyRound = (sites: number): RoundSeen => ({
  requests: Array.from({ length: sites }, () => 0),
  count: 0,
  span: 0,
  shortestPause: null,
  overlaps: 0,
})

export const hostOf = (site: number): string => `127.${FIRST + (site >> 8)}.${site & 255}.1`

function siteAt(host: string): number {
  const [, high = '', low = ''] = host.split('.')
  return ((Number(high) - FIRST) << 8) + Number(low)
}
