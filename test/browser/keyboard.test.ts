import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { HOME } from '../gallery/records.ts'
import { show } from '../gallery/show.ts'
import { Stage } from '../gallery/stage.ts'
import { type State, stateNamed } from '../gallery/states.ts'
import { comesTo, tabTo as goTo, stopOf, walk, workable } from './keys.ts'
import { LOUD } from './pages.ts'
import { until } from './until.ts'
import { watchSchema } from './watch-schema.ts'

let stage: Stage
let page: Page
/** Where all are opened, one after another. A page may close it. */
let tab: Page | undefined
let state: State | undefined
beforeAll(async () => {
  stage = await Stage.open('en')
})
afterEach(async () => {
  if (page !== tab) await page.close()
  await state?.restore?.(stage)
  state = undefined
})
afterAll(() => stage.close())

async function open(name: string, look: { forcedColors?: boolean } = {}): Promise<Page> {
  state = stateNamed(name)
  if (tab?.isClosed() === true) tab = undefined
  page = await show(stage, state, { theme: 'light', ...look }, tab)
  tab = page
  await page.bringToFront()
  return page
}

const stop = () => stopOf(page)
const tabTo = (name: string | RegExp) => goTo(page, name)
const decided = () => stage.browser.stored('decisions')

describe('Tab', () => {
  it.each([
    'warning',
    'warning-open',
    'warning-restored',
    'warning-example',
    'popup-suspect',
    'popup-not-watched',
    'welcome-not-found',
    'incidents',
    'dashboard-well',
    'dashboard-bad',
    'report',
    'report-own',
    'decides',
  ])('comes to everything, in the order of reading, with a mark that is seen: %s', async (name) => {
    await open(name)
    const stops = await walk(page, 200)
    expect(stops.length).toBe(await workable(page))
    expect(stops.filter(({ isMarked, isOnScreen }) => !isMarked || !isOnScreen)).toEqual([])
    expect(await page.locator('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])').count()).toBe(0)
  })

  it('comes through the options, which are long, and marks where it is', async () => {
    await open('options')
    const stops = await walk(page, 40)
    expect(stops.length).toBeGreaterThan(20)
    expect(stops.filter(({ isMarked, isOnScreen }) => !isMarked || !isOnScreen)).toEqual([])
  })
})

describe('the warning by keyboard alone', () => {
  it('begins at its safe way out, inside the dialog that names and describes itself', async () => {
    await open('warning')
    const dialog = page.getByRole('alertdialog', { name: 'The real site appears altered' })
    expect(await dialog.getAttribute('aria-describedby')).toBe('lead')
    expect(await dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true)
    await comesTo(page, 'Leave this page')
  })

  it.each(['warning-unknown', 'warning-broken'])(
    'leaves the tab also where nothing is known of the incident: %s',
    async (name) => {
      await open(name)
      await comesTo(page, 'Leave this page')
      const gone = page.waitForEvent('close')
      // The tab may be gone before the key is reported.
      await page.keyboard.press('Enter').catch(() => {})
      await gone
    },
  )

  it('shows what changed with Space and takes it away with Enter', async () => {
    await open('warning')
    await tabTo('See what changed')
    await page.keyboard.press('Space')
    await page.getByRole('table').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('table').waitFor({ state: 'detached' })
  })

  it('opens the other ways with Enter, and their buttons come next', async () => {
    await open('warning')
    await tabTo('Other ways on')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await comesTo(page, 'Check again')
  })

  it.each([
    ['Show the page anyway', 'shown'],
    ['This is a mistake', 'mistake'],
  ])('goes on to the page by "%s", and that is kept', async (said, decision) => {
    await open('warning')
    await tabTo('Other ways on')
    await page.keyboard.press('Enter')
    await tabTo(said)
    await page.keyboard.press('Enter')
    await page.waitForURL(HOME)
    expect(await decided()).toEqual([expect.objectContaining({ decision })])
    await stage.replace('decisions', [])
  })

  it('leads to a report that is written and sent, and says that it is kept where the focus then is', async () => {
    await open('warning')
    await stage.replace('reports', [])
    await tabTo('Report')
    await page.keyboard.press('Enter')
    await tabTo('Report this page')
    const opening = stage.browser.context.waitForEvent('page')
    await page.keyboard.press('Enter')
    const letter = await opening
    await page.close()
    page = letter
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
    await tabTo(/^A note/)
    await page.keyboard.type('Seen at breakfast.')
    await tabTo('Send')
    await page.keyboard.press('Enter')
    await until(stop, ({ name }) => name.startsWith('Thank you.'))
    expect(await stage.browser.stored('reports')).toEqual([
      expect.objectContaining({ report: expect.objectContaining({ url: HOME, note: 'Seen at breakfast.' }) }),
    ])
  })

  it('says where a text could not be copied, and how to do it otherwise', async () => {
    await open('warning-not-copied')
    expect(await page.getByText('This could not be copied').textContent()).toContain('copy it yourself')
  })

  it('leads back from the example with Enter on its first button', async () => {
    await open('warning-example')
    await comesTo(page, 'Leave this page')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/pages/welcome/index.html')
  })
})

describe('the other pages by keyboard alone', () => {
  it('the popup snoozes an unusual page and says so', async () => {
    await open('popup-suspect')
    await tabTo('No more banners about this')
    await stage.site.bringToFront()
    await page.keyboard.press('Enter')
    await page.locator('.notice').waitFor()
    await stage.tell('unsnooze', { tab: await stage.siteTab(), url: HOME })
  })

  it('the welcome page finds, opens and chooses a pack', async () => {
    await open('welcome')
    await tabTo(/^Search/)
    await page.keyboard.type('Japan')
    await page.getByRole('checkbox').first().waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.getByRole('checkbox', { name: /Japan/, checked: true }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('[aria-expanded="true"]').waitFor()
    await page.keyboard.press('Tab')
    await comesTo(page, 'Watch what I chose')
  })

  it('the welcome page watches the pack that was chosen, and the focus stays for the next', async () => {
    await stage.tell('setPack', { pack: 'fr', isOn: false })
    await open('welcome')
    await tabTo(/^Search/)
    await page.keyboard.type('Télégramme')
    await until(
      () => page.getByRole('checkbox').count(),
      (count) => count === 1,
    )
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await tabTo('Watch what I chose')
    await page.keyboard.press('Enter')
    await page.getByText('Done: Masthead now watches').waitFor()
    await comesTo(page, 'Watch what I chose')
    const { packs } = v.parse(watchSchema, await stage.tell('watchStatus', null))
    const [french] = packs.filter(({ pack }) => pack === 'fr')
    expect(french?.domains.filter(({ isOn }) => !isOn)).toEqual([])
    // Nothing is chosen any more: another press asks for nothing.
    await page.keyboard.press('Enter')
    expect(await page.locator('.failure').count()).toBe(0)
  })

  it.each([
    ['Save as JSON', 'Enter', 'masthead-incidents.json'],
    ['Save as a table (CSV)', 'Space', 'masthead-incidents.csv'],
  ])('the incidents are taken along by "%s" and %s', async (said, key, name) => {
    await open('incidents')
    await tabTo(said)
    const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press(key)])
    expect(saved.suggestedFilename()).toBe(name)
    await comesTo(page, said)
  })

  it('the options watch a site that is typed, and the field is there for the next', async () => {
    const domain = 'liberation.fr'
    await stage.tell('setDomain', { domain, isOn: false })
    await open('options')
    await tabTo(/^Address or domain/)
    await page.keyboard.type(`https://www.${domain}/sport?page=2`)
    await page.keyboard.press('Enter')
    const isOn = async () => {
      const { packs } = v.parse(watchSchema, await stage.tell('watchStatus', null))
      return packs.flatMap(({ domains }) => domains).some((one) => one.domain === domain && one.isOn)
    }
    await until(isOn, Boolean)
    await comesTo(page, 'Address or domain')
    expect(await page.locator('#sites form input').inputValue()).toBe('')
  })

  it('the options take a sensitivity with the arrow keys and keep it', async () => {
    await open('options')
    const chosen = () =>
      page
        .locator('#sensitivity input')
        .evaluateAll((all) =>
          all.flatMap((one, index) => (one instanceof HTMLInputElement && one.checked ? [index] : [])),
        )
    expect(await chosen()).toEqual([1])
    await page.locator('#sensitivity input:checked').focus()
    await page.keyboard.press('ArrowDown')
    await until(chosen, (now) => now.join() === '2')
    await page.reload()
    await until(chosen, (now) => now.join() === '2')
    await page.locator('#sensitivity input:checked').focus()
    await page.keyboard.press('ArrowUp')
    await until(chosen, (now) => now.join() === '1')
  })
})

describe('the dashboard by keyboard alone', () => {
  it('asks before a page is taken out, begins at the safe answer, and goes on at the field', async () => {
    await open('dashboard-well')
    const count = () => page.locator('article').count()
    expect(await count()).toBe(2)
    await tabTo('Settings of this page')
    await page.keyboard.press('Enter')
    await tabTo('Look after it no more')
    await page.keyboard.press('Enter')
    await until(stop, ({ name }) => name === 'Keep it')
    await page.keyboard.press('Enter')
    await until(stop, ({ name }) => name === 'Look after it no more')
    expect(await count()).toBe(2)
    await page.keyboard.press('Enter')
    await until(stop, ({ name }) => name === 'Keep it')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await until(count, (left) => left === 1)
    expect((await stop()).name).toMatch(/^Address of the page/)
  })
})

describe('the banner by keyboard alone', () => {
  it('is reached by Tab and closed by Escape, and the page keeps its own keys', async () => {
    stage.serve(LOUD)
    page = await stage.browser.context.newPage()
    await page.goto('https://www.lefigaro.fr/')
    const host = () =>
      page.evaluate(
        () => document.documentElement.lastElementChild !== document.body && document.body !== null,
      )
    await until(host, (isThere) => isThere)
    await page.bringToFront()
    const isIn = () =>
      page.evaluate(
        () =>
          document.activeElement?.parentElement === document.documentElement &&
          document.activeElement !== document.body,
      )
    for (let pressed = 0; pressed < 6 && !(await isIn()); pressed++) await page.keyboard.press('Tab')
    expect(await isIn()).toBe(true)
    await page.keyboard.press('Escape')
    await until(host, (isThere) => !isThere)
  })
})

describe('what the reader set in the system', () => {
  // That every button keeps an edge is in accessibility.test.
  it.each([
    'warning',
    'welcome-not-found',
    'popup-suspect',
    'incidents',
    'report',
    'dashboard-well',
    'decides',
  ])('forced colours leave every focus a mark: %s', async (name) => {
    await open(name, { forcedColors: true })
    const stops = await walk(page, 200)
    expect(stops.length).toBeGreaterThan(2)
    expect(stops.filter(({ isMarked }) => !isMarked)).toEqual([])
  })

  it('reduced motion stops every transition, and without it there are some', async () => {
    await open('welcome')
    const moving = () =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((one) => {
            const { transitionDuration, animationName } = getComputedStyle(one)
            return !/^0s(?:, 0s)*$/.test(transitionDuration) || animationName !== 'none'
          }).length,
      )
    expect(await moving()).toBe(0)
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    expect(await moving()).toBeGreaterThan(0)
  })
})

describe('the reset by keyboard alone', () => {
  // Last of all: nothing that the others need is left.
  it('is asked about, begins at the safe answer, and leaves the focus where it was', async () => {
    const kept = async () => v.parse(v.array(v.unknown()), await stage.browser.stored('incidents')).length
    await open('options')
    await stage.fill()
    const all = await kept()
    await tabTo('Delete everything…')
    await page.keyboard.press('Enter')
    await until(stop, ({ name }) => name === 'Keep it')
    await page.keyboard.press('Enter')
    await until(stop, ({ name }) => name === 'Delete everything…')
    expect(await kept()).toBe(all)
    await page.keyboard.press('Enter')
    await until(stop, ({ name }) => name === 'Keep it')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Everything was deleted.').waitFor()
    expect(await kept()).toBe(0)
    await comesTo(page, 'Delete everything…')
  })
})
