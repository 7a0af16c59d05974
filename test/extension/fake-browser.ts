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

/** What the extension's code sees of a browser, in memory. */
export class FakeBrowser {
  origins: string[] = []
  registered: Registered[] = []
  readonly tabs = {
    update: vi.fn(async () => ({})),
    get: vi.fn(async (id: number) => ({ id, index: 3, windowId: 1 })),
    create: vi.fn(async () => ({})),
    remove: vi.fn(async () => {}),
  }
  readonly action = {
    setIcon: vi.fn(async (_icon: { path: Record<number, string> }) => {}),
    setBadgeText: vi.fn(async () => {}),
    setBadgeBackgroundColor: vi.fn(async () => {}),
    setTitle: vi.fn(async () => {}),
  }
  readonly runtime = {
    id: 'masthead',
    getURL: (path: string) => `chrome-extension://masthead/${path}`,
  }
  readonly i18n = {
    getMessage: (key: string, params: string[] = []) =>
      [english[key]?.message ?? '', ...params].join(' ').trim(),
    getUILanguage: () => 'en',
  }
  readonly permissions = {
    getAll: async () => ({ origins: this.origins }),
    remove: vi.fn(async ({ origins }: { origins: string[] }) => {
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
