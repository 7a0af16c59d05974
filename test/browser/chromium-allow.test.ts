import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { startSiteServer } from '../../src/cli/browser/site-server.ts'
import { CHROMIUM_BUILD } from '../gallery/build-in.ts'
import { answer } from './chromium-question.ts'
import { words } from './flows/driver.ts'
import { frontPage } from './pages.ts'
import { untilRegistered } from './registered.ts'
import { until } from './until.ts'
import { watchSchema } from './watch-schema.ts'
import { openScreen, type XScreen } from './x-screen.ts'

const ICON = 'alt+shift+m'

/** What was opened, in the order that it was. */
const opened: { close(): Promise<void> }[] = []
let screen: XScreen
let browser: ChromiumBrowser
beforeAll(async () => {
  screen = await openScreen()
  opened.push(screen)
  const server = await startSiteServer(() => ({ body: frontPage() }))
  opened.push(server)
  browser = await ChromiumBrowser.launch({
    executable: ensureBrowser('chromium', console.log),
    extension: CHROMIUM_BUILD,
    server,
    display: screen.display,
  })
  opened.push(browser)
  await untilRegistered(browser)
})
afterAll(async () => {
  for (const one of opened.reverse()) await one.close()
})

/** Which of a pack's sites are chosen, and which of these may be read. */
async function standing(wanted: string) {
  const desk = await browser.desk()
  const answered: unknown = await desk.evaluate(() =>
    chrome.runtime.sendMessage({ name: 'watchStatus', request: null }),
  )
  const { packs } = v.parse(v.object({ value: watchSchema }), answered).value
  const [pack] = packs.filter(({ pack }) => pack === wanted)
  const chosen = (pack?.domains ?? []).filter(({ isOn }) => isOn)
  const names = (list: typeof chosen) => list.map(({ domain }) => domain)
  return { chosen: names(chosen), readable: names(chosen.filter(({ isGranted }) => isGranted)) }
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
    await answer(browser, screen, false)
    await page.getByText(words('options_refused')).waitFor()
    expect(await standing('ie')).toEqual({ chosen: [], readable: [] })
    await ask()
    await answer(browser, screen, true)
    await page.getByText('Done: Masthead now watches').waitFor()
    expect((await standing('ie')).readable).toContain('irishtimes.com')
    await page.close()
  })

  it.each([
    { button: 'popup_watch', domain: 'iol.co.za', isChosen: false },
    { button: 'popup_allow', domain: 'timeslive.co.za', isChosen: true },
  ] as const)(
    'of the popup, which its keys open, at "$button": the site in front is watched once it is allowed',
    async ({ button, domain, isChosen }) => {
      const is = async () => {
        const { chosen, readable } = await standing('za')
        return { isChosen: chosen.includes(domain), isReadable: readable.includes(domain) }
      }
      if (isChosen) await browser.watch([domain])
      const page = await browser.context.newPage()
      await page.goto(`https://www.${domain}/`)
      const press = async () => {
        await page.bringToFront()
        screen.press(ICON)
        await until(popup, ({ text, isFocused }) => isFocused && text.includes(words(button)))
        for (let { focus } = await popup(); focus !== words(button); ) {
          screen.press('Tab')
          const before = focus
          focus = (await until(popup, (now) => now.focus !== before)).focus
        }
        screen.press('Return')
      }
      await press()
      await answer(browser, screen, false)
      // The popup opens when the question is gone.
      await press()
      expect(await is()).toEqual({ isChosen, isReadable: false })
      await answer(browser, screen, true)
      await until(is, ({ isReadable }) => isReadable)
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
