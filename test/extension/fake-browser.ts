import { readFileSync } from 'node:fs'
import { vi } from 'vitest'

interface Registered {
  id: string
  matches: string[]
  js: string[]
}

const english: Record<string, { message: string }> = JSON.parse(
  readFileSync(new URL('../../src/extension/public/_locales/en/messages.json', import.meta.url), 'utf8'),
)

/** One area of the browser's store. It fails where it is told to, as a full or forbidden one does. */
export class FakeArea {
  items: Record<string, unknown> = {}
  fails = false

  async get(keys: string | string[] | null): Promise<Record<string, unknown>> {
    if (this.fails) throw new Error('The store cannot be used.')
    const wanted = (keys === null ? Object.keys(this.items) : [keys].flat()).filter((key) =>
      Object.hasOwn(this.items, key),
    )
    return Object.fromEntries(wanted.map((key) => [key, structuredClone(this.items[key])]))
  }

  async set(items: Record<string, unknown>): Promise<void> {
    if (this.fails) throw new Error('QUOTA_BYTES quota exceeded')
    Object.assign(this.items, structuredClone(items))
  }

  async remove(keys: string | string[]): Promise<void> {
    for (const key of [keys].flat()) delete this.items[key]
  }

  async clear(): Promise<void> {
    this.items = {}
  }
}

/** An event, and a way to have it happen. */
export class FakeEvent<T extends unknown[]> {
  readonly #listeners = new Set<(...args: T) => unknown>()

  addListener(listener: (...args: T) => unknown): void {
    this.#listeners.add(listener)
  }

  hasListener(listener: (...args: T) => unknown): boolean {
    return this.#listeners.has(listener)
  }

  fire(...args: T): void {
    for (const listener of this.#listeners) listener(...args)
  }
}

/** What the extension's code sees of a browser, in memory. */
export class FakeBrowser {
  origins: string[] = []
  /** Permissions that are no hosts. */
  granted: string[] = []
  registered: Registered[] = []
  readonly tabs = {
    update: vi.fn(async () => ({})),
    get: vi.fn(async (id: number) => ({ id, index: 3, windowId: 1, url: 'https://www.lemonde.fr/' })),
    create: vi.fn(async () => ({})),
    remove: vi.fn(async () => {}),
    query: vi.fn(async (_wanted: object): Promise<object[]> => []),
    captureVisibleTab: vi.fn(async (_window: number): Promise<string> => {
      throw new Error('Either the <all_urls> or activeTab permission is required.')
    }),
  }
  readonly action = {
    setIcon: vi.fn(async (_icon: { path: Record<number, string> }) => {}),
    setBadgeText: vi.fn(async () => {}),
    setBadgeBackgroundColor: vi.fn(async () => {}),
    setTitle: vi.fn(async () => {}),
  }
  readonly runtime = {
    id: 'masthead',
    base: 'chrome-extension://masthead/',
    getURL(path: string) {
      return `${this.base}${path}`
    },
    getManifest: () => ({ version: '0.1.0', default_locale: 'en' }),
    onMessage: new FakeEvent<[unknown, object]>(),
    onInstalled: new FakeEvent<[{ reason: string }]>(),
    onStartup: new FakeEvent<[]>(),
    getPlatformInfo: vi.fn(async () => ({ os: 'linux' })),
  }
  readonly storage = {
    onChanged: new FakeEvent<[Record<string, object>, string]>(),
    local: new FakeArea(),
    sync: new FakeArea(),
    session: new FakeArea(),
    /** What a policy holds; rejects as Firefox does where there is none. */
    managed: {
      policy: null as Record<string, unknown> | null,
      async get(): Promise<Record<string, unknown>> {
        if (this.policy === null) throw new Error('Managed storage manifest not found')
        return structuredClone(this.policy)
      },
    },
  }
  readonly alarms = {
    onAlarm: new FakeEvent<[{ name: string }]>(),
    get: vi.fn(
      async (_name: string): Promise<{ name: string; scheduledTime: number } | undefined> => undefined,
    ),
    create: vi.fn(
      (_name: string, _when: { delayInMinutes?: number; when?: number; periodInMinutes?: number }) => {},
    ),
    clear: vi.fn(async (_name: string) => true),
  }
  readonly notifications = {
    create: vi.fn(async (_id: string, _options: { title: string; message: string }) => ''),
    clear: vi.fn(async (_id: string) => true),
    onClicked: new FakeEvent<[string]>(),
  }
  readonly i18n = {
    getMessage: (key: string, params: string[] = []) =>
      [english[key]?.message ?? '', ...params].join(' ').trim(),
    getUILanguage: () => 'en',
  }
  readonly permissions = {
    onAdded: new FakeEvent<[{ permissions?: string[]; origins?: string[] }]>(),
    onRemoved: new FakeEvent<[{ permissions?: string[]; origins?: string[] }]>(),
    getAll: async () => ({ origins: this.origins }),
    contains: async ({ permissions }: { permissions: string[] }) =>
      permissions.every((name) => this.granted.includes(name)),
    remove: vi.fn(async ({ origins = [] }: { origins?: string[]; permissions?: string[] }) => {
      this.origins = this.origins.filter((origin) => !origins.includes(origin))
      return true
    }),
  }
  readonly scripting = {
    getRegisteredContentScripts: async ({ ids }: { ids: string[] }) =>
      this.registered.filter(({ id }) => ids.includes(id)),
    registerContentScripts: async (scripts: Registered[]) => {
      for (const script of scripts) {
        if (this.registered.some(({ id }) => id === script.id)) throw new Error('Duplicate script ID')
        this.registered.push(script)
      }
    },
    updateContentScripts: async (scripts: Registered[]) => {
      for (const script of scripts) {
        const known = this.registered.findIndex(({ id }) => id === script.id)
        if (known < 0) throw new Error('No such script')
        this.registered[known] = script
      }
    },
    unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
      this.registered = this.registered.filter(({ id }) => !ids.includes(id))
    },
  }
}
