import type { Page } from 'playwright-core'
import type { Hands } from './hands.ts'
import { HOME, INCIDENTS } from './records.ts'
import type { Stage } from './stage.ts'
import type { State } from './states.ts'

export interface Look {
  theme: 'light' | 'dark'
  forcedColors?: boolean
  /** Width of the screen, where it is not the usual one. */
  width?: number
}

/** Of the size that a popup has over a page. */
export const POPUP = { width: 352, height: 560 }
/** Milliseconds; each page is there in a fraction of that. */
const PATIENCE = 40_000
const SCREEN = { width: 1_000, height: 800 }

/** Brings a page into a state, in a tab that is there or in one of its own; whoever asked closes it. */
export async function show(stage: Stage, state: State, look: Look, tab?: Page): Promise<Page> {
  const { browser } = stage
  if (leadsTab(state)) {
    await bringToFront(stage, state.over)
    await stage.still()
  }
  await state.prepare?.(stage)
  const page = tab ?? (await browser.context.newPage())
  page.setDefaultTimeout(PATIENCE)
  const isPopup = state.over !== undefined
  await page.setViewportSize(isPopup ? POPUP : { ...SCREEN, width: look.width ?? SCREEN.width })
  await page.emulateMedia({
    colorScheme: look.theme,
    forcedColors: look.forcedColors === true ? 'active' : 'none',
    reducedMotion: 'reduce',
  })
  // The popup asks for the tab in front: it is opened behind it.
  if (isPopup) await bringToFront(stage, state.over)
  else await page.bringToFront()
  await page.goto(
    browser.url(state.isOfTab === true ? `${state.path}?tab=${await stage.siteTab()}` : state.path),
  )
  await page.locator('main:not([aria-busy])').first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy]') === null)
  await page.waitForTimeout(150)
  await state.act?.(handsOf(page))
  return page
}

/** Runs the body of a function in a page. */
export const inside =
  (page: Page) =>
  (body: string): Promise<unknown> =>
    page.evaluate(`(async () => {${body}})()`)

const handsOf = (page: Page): Hands => ({
  rests: 400,
  click: (selector) => page.locator(selector).first().click(),
  fill: (selector, text) => page.locator(selector).first().fill(text),
  choose: (selector, path) => page.locator(selector).first().setInputFiles(path),
  appears: (selector) => page.locator(selector).first().waitFor(),
  run: inside(page),
})

async function bringToFront({ browser, site }: Stage, over: State['over']): Promise<void> {
  await site.goto(addressUnder(over, (path) => browser.url(path)))
  await site.bringToFront()
}

/** Whether the newspaper's tab is led somewhere first: a popup opens over something else, or a page is about that tab. */
export const leadsTab = ({ over, isOfTab }: State): boolean =>
  isOfTab === true || (over !== undefined && over !== 'site')

/** The address of the tab that a popup opens over. */
export function addressUnder(over: State['over'], url: (path: string) => string): string {
  switch (over) {
    case 'nothing':
      return 'about:blank'
    case 'warning':
      return url(`pages/warning/index.html?incident=${INCIDENTS.ongoing}`)
    case 'restored':
      return url(`pages/warning/index.html?incident=${INCIDENTS.restored}`)
    default:
      return HOME
  }
}
