import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inside, show } from '../gallery/show.ts'
import { Stage } from '../gallery/stage.ts'
import { STATES } from '../gallery/states.ts'
import { faultsOf, type Screen } from './adapt.ts'
import { axeFinds, expectAccessible } from './axe.ts'
import { htmlOfClosedShadow } from './closed-shadow.ts'
import { LOUD } from './pages.ts'
import { until } from './until.ts'

const screenOf = (page: Page): Screen => ({
  evaluate: (look) => page.evaluate(look),
  forceColours: (isOn) => page.emulateMedia({ forcedColors: isOn ? 'active' : 'none' }),
  narrow: (width) => page.setViewportSize({ width, height: 600 }),
})

describe.each(['en', 'ar'])('the pages in %s', (language) => {
  let stage: Stage
  let tab: Page
  beforeAll(async () => {
    stage = await Stage.open(language)
    tab = await stage.browser.context.newPage()
  })
  afterAll(() => stage.close())

  it.each(STATES.map((state) => ({ name: state.name, state })))(
    'keep WCAG 2.2 AA in both themes, and go along with what the reader set: $name',
    async ({ state }) => {
      const page = await show(stage, state, { theme: 'light' }, tab)
      try {
        const [lang, dir] = await page.evaluate(() => [
          document.documentElement.lang,
          document.documentElement.dir,
        ])
        expect(lang?.split('-')[0]).toBe(language)
        expect(dir).toBe(language === 'ar' ? 'rtl' : 'ltr')
        await expectAccessible(inside(page))
        await page.emulateMedia({ colorScheme: 'dark' })
        await expectAccessible(inside(page), true)
        expect(await faultsOf(screenOf(page))).toEqual([])
      } finally {
        await state.restore?.(stage)
      }
    },
  )
})

describe.each(['en', 'ar'])('the banner in %s', (language) => {
  it('keeps WCAG 2.2 AA in both themes', async () => {
    const stage = await Stage.open(language)
    try {
      stage.serve(LOUD)
      const page = await stage.browser.context.newPage()
      await page.goto('https://www.liberation.fr/')
      const banner = await until(
        () => htmlOfClosedShadow(page),
        (html) => html !== '',
      )
      // Scripts of a page see into no closed tree, and neither does axe: the same elements are looked at outside of it.
      const plain = await stage.browser.context.newPage()
      await plain.setContent(
        `<html lang="${language}"><title>x</title><body style="margin:0;color-scheme:light dark">${banner}</body></html>`,
      )
      for (const colorScheme of ['light', 'dark'] as const) {
        await plain.emulateMedia({ colorScheme })
        const { violations, passes } = await axeFinds(inside(plain))
        expect(violations).toEqual([])
        expect(passes).toEqual(expect.arrayContaining(['color-contrast', 'button-name', 'aria-roles']))
      }
    } finally {
      await stage.close()
    }
  })
})

describe('the check itself', () => {
  it('finds what is wrong', async () => {
    const stage = await Stage.open('en')
    try {
      await stage.site.setContent(
        '<html lang="en"><title>x</title><button></button><p style="color:#ccc;background:#fff">pale</p>',
      )
      const { violations } = await axeFinds(inside(stage.site))
      expect(violations.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['button-name', 'color-contrast']),
      )
      await stage.site.setContent(
        '<button style="border:0;transition:color 1s">x</button><p style="inline-size:600px">wide</p>',
      )
      const faults = await faultsOf(screenOf(stage.site))
      expect(faults.map((fault) => fault.replace(/:.*/s, ''))).toEqual([
        'moves',
        'has no edge',
        expect.stringMatching(/^is 6\d\d pixels wide of 320$/),
      ])
    } finally {
      await stage.close()
    }
  })
})
