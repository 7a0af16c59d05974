import { afterAll, beforeAll, expect, it } from 'vitest'
import { show } from '../gallery/show.ts'
import { Stage } from '../gallery/stage.ts'
import { stateNamed } from '../gallery/states.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open('en')
})
afterAll(() => stage.close())

/** What the popup says in a state of the gallery, fold by fold closed. */
async function said(name: string): Promise<string> {
  const state = stateNamed(name)
  const page = await show(stage, state, { theme: 'light' })
  const text = await page.locator('main').innerText()
  await page.close()
  return text
}

const DAY = /[A-Z][a-z]{2} \d{1,2}, 20\d\d/
const KNOWN = new RegExp(`Known since \\P{L}*${DAY.source}`, 'u')
const ALTERED = new RegExp(`Altered since \\P{L}*${DAY.source}`, 'u')

it('the popup says since when a site is known, or altered', async () => {
  const intact = await said('popup-intact')
  expect(intact).toMatch(KNOWN)
  expect(intact).not.toMatch(ALTERED)
  const defaced = await said('popup-defaced')
  expect(defaced).toMatch(ALTERED)
  expect(defaced).not.toMatch(KNOWN)
})

it('over a warning the popup says what speaks against the site and since when, until it is restored', async () => {
  const altered = await said('popup-own-warning')
  expect(altered).toMatch(ALTERED)
  expect(altered).toMatch(/signs/i)
  const restored = await said('popup-restored')
  expect(restored).toContain('The site is back')
  expect(restored).toMatch(/Restored, /)
  expect(restored).not.toMatch(/signs|not known yet/i)
  expect(restored).not.toMatch(ALTERED)
})
