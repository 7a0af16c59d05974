import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FirefoxPage } from '../gallery/firefox-page.ts'
import { FirefoxStage } from '../gallery/firefox-stage.ts'
import { HOME } from '../gallery/records.ts'
import { type State, stateNamed } from '../gallery/states.ts'
import { words } from './flows/driver.ts'
import { comesTo, tabTo as goTo } from './keys.ts'
import { until } from './until.ts'
import { watchSchema } from './watch-schema.ts'

let stage: FirefoxStage
let page: FirefoxPage
let state: State | undefined
beforeAll(async () => {
  stage = await FirefoxStage.open('en')
})
afterEach(async () => {
  // Some of what is done here closes the page by itself.
  if ((await stage.browser.tabs()).includes(page.handle)) await page.close()
  await state?.restore?.(stage)
})
afterAll(() => stage.close())

async function open(name: string): Promise<void> {
  state = stateNamed(name)
  page = await stage.show(state)
}

const tabTo = (name: string | RegExp) => goTo(page, name)
const press = (key: string) => page.keyboard.press(key)
const counts = (selector: string) =>
  page.run(`return document.querySelectorAll(${JSON.stringify(selector)}).length`)
const text = async () => v.parse(v.string(), await page.run('return document.body.innerText'))
async function isOn(domain: string): Promise<boolean> {
  const { packs } = v.parse(watchSchema, await stage.tell('watchStatus', null))
  return packs.flatMap(({ domains }) => domains).some((one) => one.domain === domain && one.isOn)
}

describe("Firefox's warning by keyboard alone", () => {
  it('begins at its safe way out, and Enter there leaves the page', async () => {
    await open('warning')
    await comesTo(page, words('warning_leave'))
    // The tab may be gone before the key is let go.
    await press('Enter').catch(() => {})
    await until(
      () => stage.browser.tabs(),
      (tabs) => !tabs.includes(page.handle),
    )
  })

  it('shows what changed with Space and takes it away with Enter', async () => {
    await open('warning')
    await tabTo(words('warning_changed'))
    await press('Space')
    await until(
      () => counts('#comparison table'),
      (count) => count === 1,
    )
    await press('Enter')
    await until(
      () => counts('#comparison table'),
      (count) => count === 0,
    )
  })

  it.each([
    ['warning_show', 'shown'],
    ['warning_mistake', 'mistake'],
  ])('goes on to the page by "%s", and that is kept', async (said, decision) => {
    await open('warning')
    await tabTo(words('warning_ways'))
    await press('Enter')
    await tabTo(words(said))
    await press('Enter')
    await until(
      async () => {
        await stage.browser.lookInto(page.handle)
        return stage.browser.location()
      },
      (address) => address === HOME,
    )
    expect(await stage.browser.stored('decisions')).toEqual([expect.objectContaining({ decision })])
    await stage.replace('decisions', [])
  })

  it('leads back from the example with Enter on its first button', async () => {
    await open('warning-example')
    await press('Enter')
    await until(
      () => page.run('return location.pathname'),
      (path) => path === '/pages/welcome/index.html',
    )
  })
})

describe("Firefox's other pages by keyboard alone", () => {
  it('the welcome page finds, chooses and watches a pack', async () => {
    await stage.tell('setPack', { pack: 'ie', isOn: false })
    await open('welcome')
    await page.begin()
    await tabTo(/^Search/)
    await page.keyboard.type('Irish Times')
    await until(
      () => counts('.packs input'),
      (count) => count === 1,
    )
    await tabTo(/^Ireland/)
    await press('Space')
    await tabTo(words('welcome_watch'))
    await press('Enter')
    await until(text, (said) => said.includes('Done: Masthead now watches'))
    await comesTo(page, words('welcome_watch'))
    expect(await isOn('irishtimes.com')).toBe(true)
  })

  it('the options watch a site that is typed, and take a sensitivity with the arrow keys', async () => {
    await stage.tell('setDomain', { domain: 'thejournal.ie', isOn: false })
    await open('options')
    await page.begin()
    await tabTo(/^Address or domain/)
    await page.keyboard.type('https://www.thejournal.ie/sport?page=2')
    await press('Enter')
    await until(() => isOn('thejournal.ie'), Boolean)
    await comesTo(page, 'Address or domain')
    const chosen = () =>
      page.run(`return [...document.querySelectorAll('#sensitivity input')].findIndex((one) => one.checked)`)
    await page.run(`document.querySelector('#sensitivity input:checked').focus()`)
    await press('ArrowDown')
    await until(chosen, (now) => now === 2)
    await press('ArrowUp')
    await until(chosen, (now) => now === 1)
  })
})
