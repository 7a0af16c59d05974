import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Checked } from '../../../src/extension/background/check.ts'
import { FakeArea, FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { notifyOf } = await import('../../../src/extension/background/notify.ts')
const { changeSettings, forgetSettings } = await import('../../../src/extension/background/settings.ts')

const HOST = 'www.lemonde.fr'
const verdict = { kind: 'defaced', points: 9, evidence: [], reasons: [], fingerprint: 'f' } as const
const parts = { ...verdict, evidence: [], reasons: [] }
const incident = { id: 'one', host: HOST, url: `https://${HOST}/`, firstSeen: 1, lastSeen: 1, restoredAt: 0 }
const look = (over: Partial<Checked>): Checked => ({
  shown: 'defaced',
  act: 'warn',
  again: false,
  verdict: parts,
  incident: 'one',
  turn: null,
  ...over,
})
const began = look({ turn: { kind: 'began', incident: { ...incident, verdict: parts } } })
const restored = look({
  shown: 'intact',
  act: 'none',
  turn: { kind: 'restored', incident: { ...incident, verdict: parts } },
})
const suspect = look({ shown: 'suspect', act: 'banner', incident: null })
const told = () => browser.notifications.create.mock.calls.map(([, { title }]) => title)

beforeEach(() => {
  Object.assign(browser.storage, { local: new FakeArea(), sync: new FakeArea(), session: new FakeArea() })
  browser.notifications.create.mockClear()
  browser.granted = ['notifications']
  forgetSettings()
})

describe('a notification', () => {
  it('tells of an altered page and of its restoration, and names the site', async () => {
    await notifyOf(began, HOST)
    await notifyOf(restored, HOST)
    expect(told()).toEqual(['A news site appears altered', 'A news site is back'])
    expect(browser.notifications.create.mock.calls[0]?.[1].message).toContain('Le Monde')
  })

  it('says nothing in the words of the page, and a name as long as hosts can be is cut', async () => {
    const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`
    const words = '"><img src=x>\u202egnp.exe'
    const evidence = [
      {
        id: 'claim',
        group: 'patterns' as const,
        points: 9,
        reason: { key: 'reason_claim', params: [words] },
        source: { list: 'en', version: '1' },
      },
    ]
    const loud = { ...parts, evidence, reasons: [{ key: 'reason_claim', params: [words] }] }
    const turn = { kind: 'began' as const, incident: { ...incident, host, verdict: loud } }
    await notifyOf(look({ verdict: loud, turn }), host)
    const [, options] = browser.notifications.create.mock.calls[0] ?? []
    expect(JSON.stringify(options)).not.toMatch(/img|gnp/)
    expect(options?.message).toMatch(/^a{60}\..*…$/)
    expect(options?.message.length).toBeLessThanOrEqual(160)
  })

  it('is not made of an incident that goes on', async () => {
    await notifyOf(look({}), HOST)
    expect(told()).toEqual([])
  })

  it('is not made without the permission, or where the reader wants none', async () => {
    browser.granted = []
    await notifyOf(began, HOST)
    browser.granted = ['notifications']
    await changeSettings({ notifiesDefaced: false })
    await notifyOf(began, HOST)
    expect(told()).toEqual([])
  })

  it('is made of a suspicion only when that was asked for, and once for the same evidence', async () => {
    await notifyOf(suspect, HOST)
    expect(told()).toEqual([])
    await changeSettings({ notifiesSuspect: true })
    await notifyOf(suspect, HOST)
    await notifyOf(suspect, HOST)
    expect(told()).toEqual(['Something on a news site is unusual'])
    await notifyOf({ ...suspect, verdict: { ...parts, fingerprint: 'g' } }, HOST)
    expect(told()).toHaveLength(2)
  })
})
