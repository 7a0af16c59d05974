import { afterEach, describe, expect, it, vi } from 'vitest'

vi.mock('webextension-polyfill', async () => {
  const { FakeBrowser } = await import('../fake-browser.ts')
  return { default: new FakeBrowser() }
})
const { day, daysAgo } = await import('../../../src/extension/pages/localise.ts')
const { dayOf } = await import('../../../src/extension/pages/sources.ts')
const { eventsOf } = await import('../../../src/extension/pages/popup/events.ts')

afterEach(() => vi.unstubAllEnvs())

const HOUR = 3_600_000
const local = (date: number, hour: number) => new Date(2026, 10, date, hour).getTime()

describe.each(['America/Los_Angeles', 'Etc/UTC', 'Pacific/Auckland'])(
  'where the clock is that of %s',
  (zone) => {
    const here = () => {
      vi.stubEnv('TZ', zone)
      expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toMatch(zone.replace('Etc/', ''))
    }

    it('a list is of the day that its version says', () => {
      here()
      expect(day(dayOf('2026-11-22') ?? 0)).toBe('Nov 22, 2026')
      expect(dayOf('2026-13-22')).toBeNull()
      expect(dayOf('7')).toBeNull()
    })

    it('its age is that in days of the calendar, whatever the hour', () => {
      here()
      const at = dayOf('2026-11-22') ?? 0
      for (const hour of [0, 12, 23]) {
        expect(daysAgo(at, local(22, hour))).toBe('today')
        expect(daysAgo(at, local(23, hour))).toBe('yesterday')
        expect(daysAgo(at, local(25, hour))).toBe('3 days ago')
      }
      // Days of 23 and of 25 hours count as days.
      const later = new Date(2026, 11, 31).getTime()
      expect(daysAgo(new Date(2026, 10, 2).getTime(), later)).toBe('59 days ago')
    })

    it('visits of one day there are one line', () => {
      here()
      const visit = (at: number) => ({ at, url: 'https://a.example/', shown: 'intact' as const })
      const visits = [local(22, 0), local(22, 23), local(23, 0), local(23, 23)].map(visit)
      const lines = eventsOf({ visits, incidents: [] })
      expect(lines).toMatchObject([
        { at: local(23, 23), visits: 2 },
        { at: local(22, 23), visits: 2 },
      ])
      expect(local(23, 0) - local(22, 23)).toBe(HOUR)
    })
  },
)
