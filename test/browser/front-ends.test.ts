import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { observeHtml } from '../../src/engine/page/html.ts'
import type { Observation } from '../../src/engine/page/observation.ts'
import { observeRecord, parseRecord } from '../../src/engine/page/record.ts'
import { readPages } from '../pages/read-pages.ts'

const OBSERVE = join(import.meta.dirname, '../../src/extension/content/observe.ts')
const pages = readPages()

let browser: Browser
/** The content script's own walk, as one script. */
let walk: string

beforeAll(async () => {
  walk = await bundle()
  browser = await chromium.launch({
    executablePath: ensureBrowser('chromium', console.log),
    args: ['--no-sandbox', '--disable-gpu'],
  })
})
afterAll(() => browser.close())

describe('the live page and its HTML', () => {
  it.each([...pages.values()])('give the same observation of $name', async ({ url, status, html }) => {
    const page = await browser.newPage()
    await page.route('**/*', (route) => route.abort())
    // No page gets anything but itself, and none runs: both front ends are to see what the markup says.
    await page.route(url, (route) =>
      route.fulfill({
        status,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "script-src 'none'",
        },
        body: html,
      }),
    )
    await page.goto(url, { waitUntil: 'domcontentloaded' })
    const record = parseRecord(await page.evaluate(`${walk}\nwalk.recordDocument(document)`))
    const links = await page.evaluate(() => document.links.length)
    await page.close()
    if (!record.ok) throw new Error(record.error)
    const { view, ...live } = observeRecord(record.value)
    const { view: none, ...parsed } = observeHtml(html, { url, status, at: live.at })
    // A full page with nothing over it shows nothing but itself, and its screen is not looked at.
    if (links <= 60) expect(view).not.toBeNull()
    expect(none).toBeNull()
    for (const field of fieldsOf(parsed)) expect(live[field], field).toEqual(parsed[field])
    expect(Object.keys(live)).toEqual(Object.keys(parsed))
    // What the markup lays over all of the page lies over all of the screen.
    if (live.counts.sheets > 0) expect(view?.overlay).toBeGreaterThan(0.9)
  })

  it('know a page of which one colour is all that is seen', () => {
    const sheets = [...pages.values()].filter(
      ({ url, status, html }) => observeHtml(html, { url, status, at: 0 }).counts.sheets > 0,
    )
    expect(sheets.map(({ name }) => name)).toContain('covered-by-an-empty-sheet')
  })
})

type Shared = Omit<Observation, 'view'>
const fieldsOf = (observation: Shared) =>
  Object.keys(observation).filter((name): name is keyof Shared => Object.hasOwn(observation, name))

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, minify: false, lib: { entry: OBSERVE, formats: ['iife'], name: 'walk' } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined
  if (chunk === undefined) throw new Error('The content script was not built into one file.')
  return chunk.code
}
