import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFACED, frontPage, LOUD } from '../../../browser/pages.ts'
import { eventually } from '../../../eventually.ts'
import { readPages } from '../../../pages/read-pages.ts'
import { HOME, START, World } from './world.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const world = new World()
fake.browser = world.browser
const { addProperty, checkProperty, removeProperty, setPropertyInterval } = await import(
  '../../../../src/extension/background/properties/manage.ts'
)
const { properties } = await import('../../../../src/extension/background/properties/view.ts')
const { lookAtDue } = await import('../../../../src/extension/background/properties/schedule.ts')
const { lookAtProperty } = await import('../../../../src/extension/background/properties/look.ts')
const { MOST_PROPERTIES } = await import('../../../../src/extension/background/properties/property.ts')
const { closeDatabase, openDatabase } = await import('../../../../src/extension/background/database/open.ts')
const { fromRecord } = await import('../../../../src/extension/background/database/sites.ts')
const { approveChange, forgetSite } = await import('../../../../src/extension/background/knowledge.ts')
const { forgetSettings } = await import('../../../../src/extension/background/settings.ts')
const { forgetPins } = await import('../../../../src/extension/background/owner/pins.ts')

const DOMAIN = 'courier.example'
const add = (url = HOME) => addProperty({ url, domain: DOMAIN })
const page = frontPage().replaceAll('www.lemonde.fr', 'www.courier.example')
const one = async () => {
  const [view] = await properties()
  if (view === undefined) throw new Error('There is no property.')
  return view
}
/** A round of the alarm, some minutes later. */
const round = async (minutes: number) => {
  world.later(minutes)
  await lookAtDue(0)
}
const incidents = async () => (await openDatabase()).getAll('incidents')

beforeEach(async () => {
  await world.reset(closeDatabase)
  forgetSettings()
  forgetPins()
  world.browser.storage.local.items = { settings: { notifiesDefaced: true } }
  world.site = { [HOME]: { body: page } }
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a property', () => {
  it('is watched from then on, and looked at by the alarm and then at its interval', async () => {
    await add()
    expect(await (await openDatabase()).getAll('choices')).toEqual([
      { kind: 'domain', name: DOMAIN, isOn: true },
    ])
    expect(await one()).toMatchObject({ url: HOME, state: 'waiting', isAllowed: true, every: 60 })
    expect(world.browser.alarms.create).toHaveBeenLastCalledWith('properties', {
      when: START + 30_000,
      periodInMinutes: 5,
    })
    await round(1)
    expect(await one()).toMatchObject({ state: 'unfamiliar', checks: [{ shown: 'unfamiliar', why: null }] })
    await round(30)
    expect(world.count(HOME)).toBe(1)
    await round(31)
    expect(world.count(HOME)).toBe(2)
    await setPropertyInterval({ url: HOME, every: 15 })
    await round(16)
    expect(world.count(HOME)).toBe(3)
  })

  it('is asked for without cookies, cache or the address it came from', async () => {
    await add()
    await round(1)
    expect(world.asked[0]?.init).toMatchObject({
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    })
  })

  it('is learned by the rules that hold for every page, and then judged by what was learned', async () => {
    await add()
    for (let day = 0; day < 4; day++) await round(1_440)
    const { state, checks, approvable } = await one()
    expect(state).toBe('intact')
    expect(checks.map(({ shown }) => shown)).toEqual(['unfamiliar', 'unfamiliar', 'intact', 'intact'])
    expect(checks.map(({ match }) => (match === null ? null : match > 0.9))).toEqual([null, null, true, true])
    expect(approvable).toBeNull()
    // No reader's visit is pushed out by it.
    expect(await (await openDatabase()).count('visits')).toBe(0)
  })

  it('names no design any more once its site is forgotten, but is looked after as before', async () => {
    await add()
    await round(1)
    const database = await openDatabase()
    const before = await database.get('properties', HOME)
    expect(before).toMatchObject({ template: 1 })
    await forgetSite({ host: 'elsewhere.example' })
    expect(await database.get('properties', HOME)).toEqual(before)
    await forgetSite({ host: (await one()).host })
    expect(await database.get('properties', HOME)).toEqual({ ...before, template: null })
  })

  it('teaches no more by the clock than a reader would who comes a few times a day', async () => {
    await add()
    await setPropertyInterval({ url: HOME, every: 15 })
    for (let number = 0; number < 96; number++) await round(15)
    const { checks, approvable } = await one()
    expect(checks).toHaveLength(96)
    expect(checks.every(({ shown }, index) => shown === (index < 2 ? 'unfamiliar' : 'intact'))).toBe(true)
    const known = (await (await openDatabase()).getAll('sites')).map(fromRecord)
    expect(known).toMatchObject([{ visits: 5 }])
    expect(approvable).not.toBeNull()
  })

  it('is refused where the domain is another, or where there are too many', async () => {
    await expect(addProperty({ url: 'https://elsewhere.example/', domain: DOMAIN })).rejects.toThrow(
      'elsewhere.example is no part of courier.example',
    )
    for (let number = 0; number < MOST_PROPERTIES; number++) await add(`${HOME}${number}`)
    await expect(add()).rejects.toMatchObject({
      failure: { key: 'failure_properties_full', params: [`${MOST_PROPERTIES}`] },
    })
    await add(`${HOME}1#somewhere`)
    expect(await properties()).toHaveLength(MOST_PROPERTIES)
  })

  it('remembers a bounded number of checks', async () => {
    await add()
    for (let number = 0; number < 100; number++) await round(61)
    expect((await one()).checks).toHaveLength(96)
  }, 60_000)

  it('goes with everything that waits for it, and its alarm with the last one', async () => {
    await add()
    world.site = { [HOME]: { body: DEFACED } }
    await round(1)
    await removeProperty({ url: HOME })
    expect(await properties()).toEqual([])
    expect(await (await openDatabase()).count('visits')).toBe(0)
    expect(world.browser.alarms.clear).toHaveBeenLastCalledWith('properties')
    await round(5)
    expect(await incidents()).toEqual([])
  })
})

describe('an alteration', () => {
  const altered = async () => {
    await add()
    for (let day = 0; day < 3; day++) await round(1_440)
    world.site = { [HOME]: { body: DEFACED } }
    await round(61)
  }

  it('is no incident before a second look, half a minute later, says the same', async () => {
    await altered()
    expect(await incidents()).toEqual([])
    expect(await one()).toMatchObject({ isConfirming: true, state: 'intact' })
    const asked = world.count(HOME)
    await checkProperty({ url: HOME })
    expect(world.count(HOME)).toBe(asked)
    await round(0.5)
    expect(await incidents()).toMatchObject([{ url: HOME, restoredAt: 0 }])
    expect(await one()).toMatchObject({
      isConfirming: false,
      state: 'defaced',
      found: { title: 'Hacked By AnonGhost Team' },
      usual: { title: "La Gazette - toute l'actualité" },
      incidents: [{ restoredAt: null, hasEvidence: true }],
    })
    expect(world.notices()).toEqual([expect.stringContaining('appears altered')])
  })

  it('that was gone by then was a moment, and nothing is said', async () => {
    await altered()
    world.site = { [HOME]: { body: page } }
    await round(1)
    expect(await incidents()).toEqual([])
    expect((await one()).state).toBe('intact')
    expect(world.notices()).toEqual([])
  })

  it('ends with the page, once, and is told of', async () => {
    await altered()
    await round(1)
    await round(61)
    await round(1)
    expect(await incidents()).toHaveLength(1)
    world.site = { [HOME]: { body: page } }
    await round(61)
    expect(await one()).toMatchObject({ state: 'intact', incidents: [{ restoredAt: Date.now() }] })
    expect(world.notices()).toHaveLength(2)
  })

  it('does not end with an outage, a blank page or another site', async () => {
    await altered()
    await round(1)
    for (const answer of [
      null,
      'elsewhere' as const,
      { body: '', status: 503 },
      { body: '<html><body></body></html>' },
    ]) {
      world.site = { [HOME]: answer }
      await round(61)
      await round(1)
    }
    expect(await incidents()).toMatchObject([{ restoredAt: 0 }])
    expect((await one()).state).toBe('defaced')
  })

  it('that is only unusual opens no incident, and is shown as that', async () => {
    await add()
    world.site = { [HOME]: { body: LOUD } }
    await round(1)
    await round(1)
    expect(await incidents()).toEqual([])
    expect(await one()).toMatchObject({ state: 'suspect' })
  })
})

describe('what cannot be judged', () => {
  it.each([
    ['a network that is down', null, 'no-answer', 'unavailable'],
    ['a way to a site that may not be read', 'elsewhere', 'elsewhere', 'undetermined'],
    ['a page that is a picture', { body: 'x', type: 'image/png' }, 'no-page', 'undetermined'],
    ['an endless page', { body: 'x'.repeat(10_000_001) }, 'too-large', 'undetermined'],
  ] as const)('is no alarm: %s', async (_, answer, why, shown) => {
    await add()
    world.site = { [HOME]: answer }
    await round(1)
    await round(1)
    expect(await one()).toMatchObject({ state: shown, checks: [{ shown, why, match: null }] })
    expect(await incidents()).toEqual([])
  })

  it('is an error page, which is an outage', async () => {
    await add()
    world.site = { [HOME]: { body: '<h1>503 Service Unavailable</h1>', status: 503 } }
    await round(1)
    expect(await one()).toMatchObject({ state: 'unavailable', checks: [{ why: null }] })
  })

  it('breaks the row of alarming looks', async () => {
    await add()
    world.site = { [HOME]: { body: DEFACED } }
    await round(1)
    world.site = { [HOME]: null }
    await round(1)
    expect(await one()).toMatchObject({ isConfirming: false, state: 'unavailable' })
    world.site = { [HOME]: { body: DEFACED } }
    await round(61)
    expect(await incidents()).toEqual([])
  })

  it('is not asked for where the browser no longer allows it', async () => {
    await add()
    world.browser.origins = []
    await round(1)
    expect(world.asked).toEqual([])
    expect(await one()).toMatchObject({ isAllowed: false, checks: [{ why: 'not-allowed' }] })
  })
})

describe('a worker that is stopped', () => {
  it('while it waits for the page has the look repeated, a few minutes later', async () => {
    await add()
    const hangs = vi.fn(() => new Promise(() => {}))
    vi.stubGlobal('fetch', hangs)
    world.later(1)
    void lookAtProperty(HOME)
    await eventually(() => expect(hangs).toHaveBeenCalledOnce())
    await world.restart(closeDatabase)
    await round(1)
    expect(world.count(HOME)).toBe(0)
    await round(5)
    expect(await one()).toMatchObject({ checks: [{ shown: 'unfamiliar' }] })
  })

  it('between the two looks goes on with the second', async () => {
    await add()
    world.site = { [HOME]: { body: DEFACED } }
    await round(1)
    await world.restart(closeDatabase)
    await round(600)
    expect(await incidents()).toHaveLength(1)
    expect((await one()).checks).toHaveLength(1)
  })

  it('before it told of an incident tells of it the next time, once', async () => {
    await add()
    world.site = { [HOME]: { body: DEFACED } }
    await round(1)
    world.browser.notifications.create.mockRejectedValueOnce(new Error('The worker is gone.'))
    await round(1)
    expect(await incidents()).toHaveLength(1)
    await round(1)
    await round(1)
    expect(world.notices()).toHaveLength(2)
  })

  it('looks on where nothing can be told, and tells when it can', async () => {
    await add()
    world.site = { [HOME]: { body: DEFACED } }
    await round(1)
    world.browser.notifications.create.mockRejectedValue(new Error('Notifications are off.'))
    await round(1)
    const before = world.count(HOME)
    await round(600)
    expect(world.count(HOME)).toBeGreaterThan(before)
    world.browser.notifications.create.mockReset()
    await round(1)
    expect(world.browser.notifications.create).toHaveBeenCalled()
  })

  it('learns a page once, however often its look is repeated', async () => {
    await add()
    world.later(1)
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown) {
      if (this.name === 'portraits') throw new DOMException('The disk is full.', 'QuotaExceededError')
      return put.call(this, value)
    }
    try {
      await lookAtDue(0)
    } finally {
      IDBObjectStore.prototype.put = put
    }
    const database = await openDatabase()
    expect(await database.count('sites')).toBe(0)
    expect(await one()).toMatchObject({ state: 'undetermined', checks: [{ why: 'not-judged' }] })
    await round(61)
    expect(await one()).toMatchObject({ state: 'unfamiliar' })
    expect(await database.count('sites')).toBe(1)
  })
})

describe('a change that is the site’s own', () => {
  const day = (name: string) =>
    (readPages().get(name)?.html ?? '').replaceAll('lemonde.fr', 'courier.example')

  it('waits to be approved, and is the page as it always is from then on', async () => {
    await add()
    for (let number = 0; number < 6; number++) {
      world.site = { [HOME]: { body: day(number % 2 === 0 ? 'newsroom-home-day-1' : 'newsroom-home-day-2') } }
      await round(1_440)
    }
    const { usual, approvable } = await one()
    expect(approvable).toBeNull()
    world.site = { [HOME]: { body: day('newsroom-redesign') } }
    await round(61)
    const changed = await one()
    expect(changed).toMatchObject({ state: 'changed', isConfirming: false, usual })
    expect(await incidents()).toEqual([])
    if (changed.approvable === null) throw new Error('There is nothing to approve.')
    await approveChange({ host: changed.host, template: changed.approvable })
    await checkProperty({ url: HOME })
    expect(await one()).toMatchObject({ state: 'intact', approvable: null })
  })
})

describe('what the store or the clock does', () => {
  it('keeps nothing from being looked at for ever: a clock that was set back', async () => {
    await add()
    await round(1)
    vi.setSystemTime(START - 600 * 1_440 * 60_000)
    await lookAtDue(0)
    expect(world.count(HOME)).toBe(2)
  })

  it('is an error and no look where the store cannot be opened, and is gone on from when it can', async () => {
    await add()
    world.later(1)
    await closeDatabase()
    const working = globalThis.indexedDB
    const broken = {
      open: () => {
        throw new DOMException('The disk is full.', 'QuotaExceededError')
      },
    }
    vi.stubGlobal('indexedDB', broken)
    await expect(lookAtDue(0)).rejects.toThrow('cannot be opened')
    await expect(checkProperty({ url: HOME })).rejects.toThrow('cannot be opened')
    expect(world.asked).toEqual([])
    vi.stubGlobal('indexedDB', working)
    await lookAtDue(0)
    expect((await one()).state).toBe('unfamiliar')
  })
})

describe('many properties', () => {
  it('of one host are asked one after another', async () => {
    let atOnce = 0
    let most = 0
    const answer = globalThis.fetch
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      most = Math.max(most, ++atOnce)
      await new Promise((done) => setTimeout(done, 5))
      atOnce--
      return answer(url, init)
    })
    for (const path of ['', 'a', 'b', 'c']) {
      world.site[`${HOME}${path}`] = { body: page }
      await add(`${HOME}${path}`)
    }
    world.later(1)
    await Promise.all([lookAtDue(0), checkProperty({ url: HOME })])
    expect(most).toBe(1)
    expect((await properties()).every(({ checks }) => checks.length > 0)).toBe(true)
  })

  it('take the browser so many looks at a time, and the rest comes with the next alarm', async () => {
    for (let number = 0; number < 30; number++) {
      world.site[`${HOME}${number}`] = { body: page }
      await add(`${HOME}${number}`)
    }
    await round(1)
    const looked = async () => (await properties()).filter(({ checks }) => checks.length > 0).length
    expect(await looked()).toBe(24)
    await round(1)
    expect(await looked()).toBe(30)
  })
})

describe('whom to tell', () => {
  const FILE = `${HOME}.well-known/security.txt`
  const said = 'Contact: mailto:security@courier.example\nPreferred-Languages: fr\n'

  it('is asked while the page is well, once a week, and kept when it is altered', async () => {
    await add()
    world.site[FILE] = { body: said, type: 'text/plain' }
    await round(1)
    await round(61)
    expect(world.count(FILE)).toBe(1)
    world.site = {
      [HOME]: { body: DEFACED },
      [FILE]: { body: 'Contact: mailto:night@crew.example\n', type: 'text/plain' },
    }
    await round(61)
    await round(11_000)
    expect(world.count(FILE)).toBe(1)
    expect((await one()).contacts).toEqual(['mailto:security@courier.example'])
  })
})
