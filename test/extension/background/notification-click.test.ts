import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '../../eventually.ts'
import { FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))

const INCIDENT = '11111111-2222-3333-4444-555555555555'
const WARNING = `chrome-extension://masthead/pages/warning/index.html?incident=${INCIDENT}`

/** The background as it starts in a browser. */
async function started(browser: object): Promise<void> {
  fake.browser = browser
  vi.resetModules()
  await import('../../../src/extension/background/main.ts')
}

let browser: FakeBrowser
beforeEach(() => {
  browser = new FakeBrowser()
})

describe('a click on a notification', () => {
  it('of an incident opens its warning page, and the notification goes', async () => {
    await started(browser)
    browser.notifications.onClicked.fire(INCIDENT)
    await eventually(() => expect(browser.tabs.create).toHaveBeenCalledWith({ url: WARNING }))
    expect(browser.notifications.clear).toHaveBeenCalledWith(INCIDENT)
  })

  it('is answered once, also where notifications are allowed only later', async () => {
    const { notifications, ...without } = browser
    const later: Partial<FakeBrowser> = without
    await started(later)
    Object.assign(later, { notifications })
    for (const _ of ['notifications', 'other']) browser.permissions.onAdded.fire({})
    notifications.onClicked.fire(INCIDENT)
    await eventually(() => expect(browser.tabs.create).toHaveBeenCalledTimes(1))
    expect(notifications.clear).toHaveBeenCalledTimes(1)
  })

  it('of a suspicion only takes it away: nothing was written down that could be shown', async () => {
    await started(browser)
    browser.notifications.onClicked.fire('suspect www.lemonde.fr abc')
    await eventually(() => expect(browser.notifications.clear).toHaveBeenCalled())
    expect(browser.tabs.create).not.toHaveBeenCalled()
  })
})

describe('the notification of an incident', () => {
  it('is named by it', async () => {
    await started(browser)
    browser.granted = ['notifications']
    const { tellTurn } = await import('../../../src/extension/background/notify.ts')
    const verdict = { kind: 'defaced' as const, points: 9, evidence: [], reasons: [], fingerprint: 'f' }
    const host = 'www.lemonde.fr'
    const at = { firstSeen: 1, lastSeen: 1, restoredAt: 0 }
    await tellTurn(
      { kind: 'began', incident: { id: INCIDENT, host, url: `https://${host}/`, ...at, verdict } },
      false,
    )
    expect(browser.notifications.create.mock.calls[0]?.[0]).toBe(INCIDENT)
  })
})
