import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { CHROMIUM_BUILD } from '../gallery/build-in.ts'
import { words } from './flows/driver.ts'
import { frontPage } from './pages.ts'
import { untilRegistered } from './registered.ts'
import { until } from './until.ts'
import { allow, deny, openScreen, type XScreen } from './x-screen.ts'

const ICON = 'alt+shift+m'

const watchSchema = v.object({
  value: v.object({
    packs: v.array(
      v.object({
        pack: v.string(),
        domains: v.array(v.object({ domain: v.string(), isOn: v.boolean(), isGranted: v.boolean() })),
      }),
    ),
  }),
})

let screen: XScreen
let server: SiteServer
let browser: ChromiumBrowser
beforeAll(async () => {
  screen = await openScreen()
  server = await startSiteServer(() => ({ body: frontPage() }))
  browser = await ChromiumBrowser.launch({
    executable: ensureBrowser('chromium', console.log),
    extension: CHROMIUM_BUILD,
    server,
    display: screen.display,
  })
  await untilRegistered(browser)
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await screen.close()
})

/** Which of a pack's sites are watched, and may be read. */
async function watched(wanted: string): Promise<string[]> {
  const desk = await browser.desk()
  const answer: unknown = await desk.evaluate(() =>
    chrome.runtime.sendMessage({ name: 'watchStatus', request: null }),
  )
  const { packs } = v.parse(watchSchema, answer).value
  const [pack] = packs.filter(({ pack }) => pack === wanted)
  return pack?.domains.flatMap(({ domain, isOn, isGranted }) => (isOn && isGranted ? [domain] : [])) ?? []
}

/** What the popup over the page in front says, and where its focus is; empty where none is open. */
async function popup() {
  const desk = await browser.desk()
  return desk.evaluate(() => {
    const [view] = chrome.extension.getViews({ type: 'popup' })
    return {
      text: view?.document.body?.innerText ?? '',
      focus: view?.document.activeElement?.textContent ?? '',
      isFocused: view?.document.hasFocus() ?? false,
    }
  })
}

describe("Chromium's own question, answered by real keys", () => {
  it('of the welcome page: denied, nothing is watched; allowed, all that was chosen', async () => {
    const page = await browser.context.newPage()
    await page.goto(browser.url('pages/welcome/index.html'))
    await page.getByRole('searchbox').fill('Ireland')
    await page.getByRole('checkbox', { name: 'Ireland' }).check()
    const ask = () => page.getByRole('button', { name: words('welcome_watch') }).click()
    await ask()
    await deny(screen)
    await page.getByText(words('options_refused')).waitFor()
    expect(await watched('ie')).toEqual([])
    await ask()
    await allow(screen)
    await page.getByText('Done: Masthead now watches').waitFor()
    expect(await watched('ie')).toContain('irishtimes.com')
    await page.close()
  })

  it.each([
    { button: 'popup_watch', domain: 'iol.co.za', isChosen: false },
    { button: 'popup_allow', domain: 'timeslive.co.za', isChosen: true },
  ] as const)(
    'of the popup, which its keys open, at "$button": the site in front is watched once it is allowed',
    async ({ button, domain, isChosen }) => {
      const isWatched = async () => (await watched('za')).includes(domain)
      if (isChosen) await browser.watch([domain])
      const page = await browser.context.newPage()
      await page.goto(`https://www.${domain}/`)
      const press = async () => {
        await page.bringToFront()
        screen.press(ICON)
        await until(popup, ({ text, isFocused }) => isFocused && text.includes(words(button)))
        await until(
          async () => {
            screen.press('Tab')
            return popup()
          },
          ({ focus }) => focus === words(button),
        )
        screen.press('Return')
        await until(popup, ({ isFocused }) => !isFocused)
      }
      await press()
      await deny(screen)
      expect(await isWatched()).toBe(false)
      await press()
      await allow(screen)
      await until(isWatched, Boolean)
      await page.reload()
      await until(
        () => browser.visits(),
        (visits) => visits.some(({ host }) => host === `www.${domain}`),
      )
      screen.press(ICON)
      await until(popup, ({ text }) => text.includes(domain) && !text.includes(words(button)))
      await page.close()
    },
  )
})
