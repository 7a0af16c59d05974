import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FirefoxPage } from '../gallery/firefox-page.ts'
import { FirefoxStage } from '../gallery/firefox-stage.ts'
import { STATES } from '../gallery/states.ts'
import { faultsOf } from './adapt.ts'
import { expectAccessible } from './axe.ts'
import { walk, workable } from './keys.ts'

/** Firefox lets Tab come to what scrolls by itself, so that keys can scroll it. */
const scrollers = () =>
  [...document.body.querySelectorAll('*')].filter(
    (one) => /auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight,
  ).length

describe.each(['en', 'ar'])("Firefox's pages in %s", (language) => {
  let stage: FirefoxStage
  let tab: FirefoxPage
  beforeAll(async () => {
    stage = await FirefoxStage.open(language)
    tab = await stage.newTab(true)
  })
  afterAll(() => stage.close())

  it.each(STATES.map((state) => ({ name: state.name, state })))(
    `${language === 'en' ? 'keep WCAG 2.2 AA in both themes, ' : ''}go along with what the reader set, and are gone through by keys: $name`,
    async ({ state }) => {
      const page = await stage.show(state, tab)
      try {
        expect(await page.run('return document.documentElement.dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
        // What the rules ask for is the same from right to left, where Chromium is asked for it.
        if (language === 'en') {
          await page.theme('light')
          await expectAccessible(page.run)
          await page.theme('dark')
          await expectAccessible(page.run, true)
        }
        const stops = await walk(page, 300)
        expect(stops.length).toBe((await workable(page)) + Number(await page.evaluate(scrollers)))
        expect(stops.filter(({ isMarked, isOnScreen }) => !isMarked || !isOnScreen)).toEqual([])
        expect(await faultsOf(page)).toEqual([])
      } finally {
        await page.widen()
        await state.restore?.(stage)
      }
    },
  )
})
