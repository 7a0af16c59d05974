import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeBrowser } from '../../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { setAlarm } = await import('../../../../src/extension/background/feed/alarm.ts')
const { closeDatabase, openDatabase } = await import('../../../../src/extension/background/database/open.ts')

const NOW = Date.UTC(2026, 10, 20, 9)
const MINUTE = 60_000

beforeEach(async () => {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
})

/** The feed was taken in so many minutes ago. */
async function taken(source: 'seed' | 'network', minutesAgo: number) {
  const life = { issued: NOW, expires: NOW }
  const root = {
    ...{ format: 'masthead-root' as const, version: 1, ...life },
    ...{ rootKeys: [], threshold: 2, feedKeys: [] },
  }
  const head = {
    ...{ format: 'masthead-feed' as const, sequence: 1, ...life },
    ...{ minClient: '0.1.0', files: [], diffs: [] },
  }
  const state = { root, head, headHash: '' }
  const checkedAt = NOW - minutesAgo * MINUTE
  await (await openDatabase()).put('feed', { name: 'current', state, checkedAt, source })
}

/** The alarms that twenty browsers set, in minutes. */
async function alarms() {
  browser.alarms.create.mockClear()
  for (let browsers = 0; browsers < 20; browsers++) await setAlarm(NOW)
  return browser.alarms.create.mock.calls.map(([, { delayInMinutes = 0, periodInMinutes = 0 }]) => ({
    delay: delayInMinutes,
    period: periodInMinutes,
  }))
}

describe('the alarm for the feed', () => {
  it.each([
    ['there was no update yet', async () => {}],
    ['there is only what the extension came with', () => taken('seed', 0)],
    ['the last update is older than an hour', () => taken('network', 61)],
    ['the clock was set back', () => taken('network', -600)],
    [
      'the database cannot be opened',
      async () => {
        vi.spyOn(console, 'warn').mockImplementation(() => {})
        vi.spyOn(globalThis.indexedDB, 'open').mockImplementation(() => {
          throw new DOMException('The disk is full.', 'QuotaExceededError')
        })
      },
    ],
  ])('comes within minutes, in each browser at another moment, where %s', async (_, arrange) => {
    await arrange()
    const all = await alarms()
    expect(new Set(all.map(({ delay }) => delay)).size).toBe(20)
    for (const { delay, period } of all) {
      expect(delay).toBeGreaterThanOrEqual(1)
      expect(delay).toBeLessThanOrEqual(5)
      expect(period).toBeGreaterThanOrEqual(60)
      expect(period).toBeLessThanOrEqual(90)
    }
  })

  it('goes on from the last update where that is no hour ago', async () => {
    await taken('network', 50)
    for (const { delay, period } of await alarms()) expect(delay).toBeCloseTo(period - 50)
  })

  it('is never sooner than a minute', async () => {
    await taken('network', 60)
    vi.spyOn(Math, 'random').mockReturnValue(0)
    expect(await alarms()).toContainEqual({ delay: 1, period: 60 })
    vi.mocked(Math.random).mockRestore()
  })

  it('stays as it is where the browser kept it', async () => {
    browser.alarms.get.mockResolvedValue({ name: 'feed', scheduledTime: NOW })
    expect(await alarms()).toEqual([])
  })
})
