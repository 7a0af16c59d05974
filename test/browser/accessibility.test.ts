import axe from 'axe-core'
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { show } from '../gallery/show.ts'
import { Stage } from '../gallery/stage.ts'
import { STATES } from '../gallery/states.ts'
import { faultsOf } from './adapt.ts'
import { htmlOfClosedShadow } from './closed-shadow.ts'
import { LOUD } from './pages.ts'
import { until } from './until.ts'

/** WCAG 2.2, levels A and AA, with what they took over from 2.0 and 2.1. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** The rules that a theme can break: it changes colours and nothing else. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

const foundSchema = v.object({
  passes: v.array(v.string()),
  violations: v.array(v.object({ id: v.string(), at: v.array(v.string()) })),
})

/** What breaks which rule where, and which rules were kept by something that is there. */
async function check(page: Page, rules = RULES): Promise<v.InferOutput<typeof foundSchema>> {
  // Evaluated by the debugger: the policy of the extension's pages lets no other script in.
  const found: unknown = await page.evaluate(`(async () => {
    if (globalThis.axe === undefined) { ${axe.source} }
    const { passes, violations } = await axe.run({ runOnly: ${JSON.stringify(rules)} })
    return {
      passes: passes.map(({ id }) => id),
      violations: violations.map(({ id, nodes }) => ({
        id,
        at: nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary),
      })),
    }
  })()`)
  return v.parse(foundSchema, found)
}

describe.each(['en', 'ar'])('the pages in %s', (language) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await Stage.open(language)
  })
  afterAll(() => stage.close())

  it.each(STATES.map((state) => ({ name: state.name, state })))(
    'keep WCAG 2.2 AA in both themes, and go along with what the reader set: $name',
    async ({ state }) => {
      const page = await show(stage, state, { theme: 'light' })
      try {
        const [lang, dir] = await page.evaluate(() => [
          document.documentElement.lang,
          document.documentElement.dir,
        ])
        expect(lang?.split('-')[0]).toBe(language)
        expect(dir).toBe(language === 'ar' ? 'rtl' : 'ltr')
        const light = await check(page)
        expect(light.violations).toEqual([])
        // Rules that find nothing to look at prove nothing.
        expect(light.passes).toEqual(
          expect.arrayContaining(['color-contrast', 'document-title', 'html-has-lang']),
        )
        await page.emulateMedia({ colorScheme: 'dark' })
        const dark = await check(page, OF_COLOUR)
        expect(dark.violations).toEqual([])
        expect(dark.passes).toContain('color-contrast')
        expect(await faultsOf(page)).toEqual([])
      } finally {
        await page.close()
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
        const { violations, passes } = await check(plain)
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
      const { violations } = await check(stage.site)
      expect(violations.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['button-name', 'color-contrast']),
      )
      await stage.site.setContent(
        '<button style="border:0;transition:color 1s">x</button><p style="inline-size:600px">wide</p>',
      )
      const faults = await faultsOf(stage.site)
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
