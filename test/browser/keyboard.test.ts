import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { show } from '../gallery/show.ts'
import { Stage } from '../gallery/stage.ts'
import { STATES, type State } from '../gallery/states.ts'
import { LOUD } from './pages.ts'
import { until } from './until.ts'

let stage: Stage
let page: Page
let state: State | undefined
beforeAll(async () => {
  stage = await Stage.open('en')
})
afterEach(async () => {
  await page.close()
  await state?.restore?.(stage)
})
afterAll(() => stage.close())

async function open(name: string, look: { width?: number; forcedColors?: boolean } = {}): Promise<Page> {
  state = STATES.find((one) => one.name === name)
  if (state === undefined) throw new Error(`The gallery has no state "${name}".`)
  page = await show(stage, state, { theme: 'light', ...look })
  await page.bringToFront()
  return page
}

interface Stop {
  /** Whether the focus is on the page at all, and not gone to the browser's own bar. */
  isHere: boolean
  name: string
  /** Whether an outline is drawn, at least 2 pixels wide and not see-through. */
  isMarked: boolean
  /** Whether a part of it is on the screen. */
  isOnScreen: boolean
}

const stop = (): Promise<Stop> =>
  page.evaluate(() => {
    const at = document.activeElement
    if (at === null || at === document.body)
      return { isHere: false, name: '', isMarked: false, isOnScreen: false }
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at)
    const { top, bottom, width, height } = at.getBoundingClientRect()
    const label = at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? '') : ''
    return {
      isHere: true,
      name: (label || at.getAttribute('aria-label') || at.textContent || at.tagName).trim().slice(0, 60),
      isMarked:
        outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)/.test(outlineColor),
      isOnScreen: width * height > 0 && bottom > 0 && top < innerHeight,
    }
  })

/** Every stop of the Tab key on one whole round of the page; `most` ends what is long. */
async function walk(most = 60): Promise<Stop[]> {
  for (let pressed = 0; pressed < 300 && (await stop()).isHere; pressed++) await page.keyboard.press('Tab')
  const stops: Stop[] = []
  while (stops.length < most) {
    await page.keyboard.press('Tab')
    const next = await stop()
    if (!next.isHere) break
    stops.push(next)
  }
  return stops
}

/** Presses Tab until something of that name has the focus. */
async function tabTo(name: string | RegExp): Promise<void> {
  const isIt = (at: string) => (typeof name === 'string' ? at === name : name.test(at))
  for (let pressed = 0; pressed < 120; pressed++) {
    if (isIt((await stop()).name)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${name}.`)
}

/** Everything a reader can work with that is shown, outside what is closed. */
const workable = () =>
  page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')].filter(
        (one) => !one.matches(':disabled') && one.checkVisibility({ visibilityProperty: true }),
      ).length,
  )

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
  ])('comes to everything, in the order of reading, with a mark that is seen: %s', async (name) => {
    await open(name)
    const stops = await walk()
    expect(stops.length).toBe(await workable())
    expect(stops.filter(({ isMarked, isOnScreen }) => !isMarked || !isOnScreen)).toEqual([])
    expect(await page.locator('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])').count()).toBe(0)
  })

  it('comes through the options, which are long, and marks where it is', async () => {
    await open('options')
    const stops = await walk(40)
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
    expect((await stop()).name).toBe('Leave this page')
  })

  it.each(['warning-unknown', 'warning-broken'])(
    'leaves the tab also where nothing is known of the incident: %s',
    async (name) => {
      await open(name)
      expect((await stop()).name).toBe('Leave this page')
      const gone = page.waitForEvent('close')
      await page.keyboard.press('Enter')
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
    expect((await stop()).name).toBe('Check again')
    await tabTo('Show the page anyway')
    await tabTo('This is a mistake')
  })

  it('says where a text could not be copied, and how to do it otherwise', async () => {
    await open('warning-not-copied')
    expect(await page.getByText('This could not be copied').textContent()).toContain('copy it yourself')
  })

  it('leads back from the example with Enter on its first button', async () => {
    await open('warning-example')
    expect((await stop()).name).toBe('Leave this page')
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
    await stage.tell('unsnooze', { tab: await stage.siteTab() })
  })

  it('the welcome page finds, opens and chooses a pack', async () => {
    await open('welcome')
    await tabTo(/^Search/)
    await page.keyboard.type('Japan')
    await page.getByRole('checkbox').first().waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await page.getByRole('checkbox', { name: /Japan/ }).isChecked()).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('[aria-expanded="true"]').count()).toBe(1)
    await page.keyboard.press('Tab')
    expect((await stop()).name).toBe('Watch what I chose')
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

/** Twice as large is half as wide: 1,280 pixels at 200 % are 640, at 400 % 320. */
describe.each([640, 320])('a screen of %i pixels', (width) => {
  it.each([
    'welcome',
    'warning-open',
    'warning-hostile',
    'incidents',
    'options-open',
    'dashboard-incident',
    'dashboard-hostile',
  ])('never scrolls sideways: %s', async (name) => {
    await open(name, { width })
    const { wide, screen } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      screen: document.documentElement.clientWidth,
    }))
    expect(wide).toBeLessThanOrEqual(screen)
  })
})

describe('what the reader set in the system', () => {
  it('forced colours leave every button an edge and every focus a mark', async () => {
    await open('warning', { forcedColors: true })
    const edges = await page.evaluate(() =>
      [...document.querySelectorAll('button, .button')].map((one) => {
        const { borderStyle, borderWidth } = getComputedStyle(one)
        return borderStyle !== 'none' && Number.parseFloat(borderWidth) >= 1
      }),
    )
    expect(edges.length).toBeGreaterThan(2)
    expect(edges).not.toContain(false)
    expect((await walk()).filter(({ isMarked }) => !isMarked)).toEqual([])
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
