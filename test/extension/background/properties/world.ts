import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { vi } from 'vitest'
import { FakeArea, FakeBrowser } from '../../fake-browser.ts'

export const HOME = 'https://www.courier.example/'
export const START = Date.UTC(2026, 10, 20, 9)
export const MINUTE = 60_000

interface Answer {
  body: string
  status?: number
  type?: string
}

/** A browser, a clock, a store and a web for properties: everything around the code under test. */
export class World {
  readonly browser = new FakeBrowser()
  /**
   * What each address answers; an address that is not here gives 404, null is a network that is down, and 'elsewhere' leads
   * to a site that may not be read.
   */
  site: Record<string, Answer | 'elsewhere' | null> = {}
  asked: { url: string; init: RequestInit }[] = []

  async reset(closeDatabase: () => Promise<void>): Promise<void> {
    await closeDatabase()
    globalThis.indexedDB = new IDBFactory()
    vi.useFakeTimers({ now: START, toFake: ['Date'] })
    Object.assign(this.browser.storage, {
      local: new FakeArea(),
      sync: new FakeArea(),
      session: new FakeArea(),
    })
    this.browser.origins = ['*://*.lemonde.fr/*', '*://*.courier.example/*']
    this.browser.granted = ['notifications']
    this.browser.registered = []
    this.site = {}
    this.asked = []
    vi.clearAllMocks()
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => this.#answer(url, init))
  }

  /** Another worker takes over: nothing is left but what was written down. */
  async restart(closeDatabase: () => Promise<void>): Promise<void> {
    await closeDatabase()
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => this.#answer(url, init))
  }

  async #answer(url: string, init: RequestInit): Promise<Response> {
    this.asked.push({ url, init })
    const answer = this.site[url]
    if (answer === 'elsewhere' && init.mode === 'no-cors')
      return Object.defineProperty(new Response(), 'type', { value: 'opaque' })
    if (answer === null || answer === 'elsewhere') throw new TypeError('Failed to fetch')
    const { body, status = 200, type = 'text/html; charset=utf-8' } = answer ?? { body: '', status: 404 }
    const response = new Response(body, {
      status,
      headers: { 'content-type': type, 'x-served-by': 'cache 1' },
    })
    Object.defineProperty(response, 'url', { value: url })
    return response
  }

  /** Moves the clock on. */
  later(minutes: number): void {
    vi.setSystemTime(Date.now() + minutes * MINUTE)
  }

  /** How often an address was asked. */
  count(url: string): number {
    return this.asked.filter((one) => one.url === url).length
  }

  /** Titles of the notices that were shown. */
  notices(): string[] {
    return this.browser.notifications.create.mock.calls.map(([, { title }]) => title)
  }
}
