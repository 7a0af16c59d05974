import { expect } from 'vitest'
import { frontPage } from '../pages.ts'
import { until } from '../until.ts'
import { type View, words } from './driver.ts'
import { type Flow, opened, says } from './stage.ts'

/** What ships allowed: the browser's own question can be pressed by nobody here, and what it was asked before it answers by itself. */
const PACK = 'fr'

const send = (view: View, name: string, request: unknown) =>
  view.run(`
    const answer = await (globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify({ name, request })})
    return answer.value`)
const pack = async (view: View) => {
  const found = await view.run(`
    const { value } = await (globalThis.browser ?? chrome).runtime.sendMessage({ name: 'watchStatus', request: null })
    const pack = value.packs.find(({ pack }) => pack === '${PACK}')
    return [pack.domains.every(({ isGranted }) => isGranted), pack.domains.every(({ isOn }) => isOn)].join()`)
  return String(found)
}

/** The first minute of a reader who chooses something. */
export const WELCOME: readonly Flow[] = [
  {
    name: 'welcome: watches what was chosen, leads to the options, and closes itself',
    host: 'www.leprogres.fr',
    page: frontPage(),
    async run(stage) {
      const { driver } = stage
      const address = driver.url('pages/welcome/index.html')
      const before = await driver.open(address)
      await says(before, 'welcome_choose')
      await send(before, 'setPack', { pack: PACK, isOn: false })
      expect(await pack(before)).toMatch(/,false$/)
      await before.close()
      const view = await driver.open(address)
      await says(view, 'welcome_choose')
      await view.fill('input[type=search]', 'Télégramme')
      await until(
        () => view.run(`return document.querySelectorAll('.packs li').length`),
        (count) => count === 1,
      )
      await view.run(`document.querySelector('.packs li input').click()`)
      await view.press(words('welcome_watch'))
      await until(
        () => pack(view),
        (state) => state === 'true,true',
      )
      await until(
        () => view.text(),
        (text) => text.includes(words('welcome_already')),
      )
      await view.press(words('welcome_options'))
      await opened(stage, '/pages/options/')
      await view.press(words('welcome_finish'))
      await until(
        () => driver.addresses(),
        (all) => all.every((one) => !one.includes('/pages/welcome/')),
      )
    },
  },
]
