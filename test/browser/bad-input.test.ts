import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { show } from '../gallery/show.ts'
import { Stage } from '../gallery/stage.ts'
import { stateNamed } from '../gallery/states.ts'
import { inClosedShadow } from './closed-shadow.ts'
import { frontPage } from './pages.ts'
import { until } from './until.ts'

const folder = mkdtempSync(join(tmpdir(), 'masthead-files-'))
let stage: Stage
beforeAll(async () => {
  stage = await Stage.open('en')
})
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, text: string, size = text.length): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  truncateSync(path, size)
  return path
}

/** Where a file is taken in, with the format that its files are of and the store that they would change. */
const SECTIONS = [
  ['backup', 'masthead-backup', 'incidents'],
  ['learned', 'masthead-signatures', 'sites'],
] as const

describe.each(SECTIONS)('in the section "%s" of the options a file that is', (section, format, store) => {
  it.each([
    ['broken', () => file('broken.json', `{"format":"${format}",`), /not as Masthead writes it/],
    ['foreign', () => file('foreign.json', '{"name":"left-pad"}'), /not as Masthead writes it/],
    [
      'of a later version',
      () => file('later.json', JSON.stringify({ format, version: 99, checksum: '', sites: [] })),
      /version .99/,
    ],
    ['of 70 MB', () => file('huge.json', '{', 70_000_000), /larger than any/],
  ])('%s is refused with one sentence, nothing changes, and it may be chosen again', async (_, make, why) => {
    const page = await stage.browser.context.newPage()
    await page.goto(stage.browser.url('pages/options/index.html'))
    const before = await stage.browser.stored(store)
    const input = page.locator(`#${section} input[type=file]`)
    await input.setInputFiles(make())
    const failure = page.locator(`#${section} .failure`)
    await failure.waitFor()
    expect(await failure.textContent()).toMatch(why)
    expect(await input.inputValue()).toBe('')
    expect(await stage.browser.stored(store)).toEqual(before)
    await page.close()
  })
})

/** What text of a page could do where it is shown: become markup, turn the sentence round, fill the screen. */
const harm = (page: Page) =>
  page.evaluate(() => {
    const pieces: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode() !== null) pieces.push(walker.currentNode.textContent ?? '')
    const inReport = (text: string) => text.includes('masthead-report')
    return {
      shows: pieces.some((text) => text.includes('<img src=x onerror')),
      markup: document.querySelectorAll('img[src="x"], body b').length,
      turned: pieces.filter((text) => /[\u202a-\u202e\u200e\u200f]/.test(text)).length,
      // A sentence with two quotes of the longest that is let through.
      long: pieces.filter((text) => text.length > 500 && !inReport(text)).length,
    }
  })

describe('markup, overrides of direction and ten thousand letters', () => {
  it.each(['warning-hostile', 'incidents', 'dashboard-hostile', 'popup-hostile', 'options-hostile'])(
    'stay inert and short: %s',
    async (name) => {
      const state = stateNamed(name)
      const page = await show(stage, state, { theme: 'light' })
      expect(await harm(page)).toEqual({ shows: true, markup: 0, turned: 0, long: 0 })
      await page.close()
      await state.restore?.(stage)
    },
  )

  it('stay inert and short in the banner of a page that says them', async () => {
    const words = 'Hacked by \u2067"&gt;&lt;img src=x onerror=a()&gt;'
    stage.serve(frontPage({ body: `<h1>${words}</h1>`, head: `<title>${'long '.repeat(2_000)}</title>` }))
    const page = await stage.browser.context.newPage()
    await page.goto('https://www.lexpress.fr/')
    const { elements, texts } = await until(
      () => inClosedShadow(page),
      (seen) => seen.texts.length > 0,
    )
    expect(texts.join()).toContain('Hacked by')
    expect(texts.join()).toContain('"><img src=x onerror=a()>')
    expect(elements).not.toContain('IMG')
    const OURS = /\u2068[^\u2066-\u2069]*\u2069/g
    expect(texts.filter((text) => /[\u202a-\u202e\u2066-\u2069]/.test(text.replace(OURS, '')))).toEqual([])
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(500)
    await page.close()
  })
})
