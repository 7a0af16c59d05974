import { afterAll, beforeAll, expect, it } from 'vitest'
import { compilePacks } from '../../src/engine/patterns/compile.ts'
import { shippedPacks } from '../../src/engine/patterns/packs/index.ts'
import { FEATURE_IDS } from '../../src/engine/verdict/feature.ts'
import { shippedWeights } from '../../src/engine/verdict/weights.ts'
import { Stage } from '../gallery/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open('en')
})
afterAll(() => stage.close())

it('the page that explains verdicts shows the thresholds, every sign and every list, and is linked', async () => {
  const page = await stage.browser.context.newPage()
  await page.goto(stage.browser.url('pages/options/index.html'))
  await page.getByRole('link', { name: 'How Masthead decides' }).click()
  await page.waitForURL('**/pages/decides/index.html')
  await page.locator('.list').first().waitFor()
  expect(await page.locator('.signs tbody tr').count()).toBe(FEATURE_IDS.length)
  const compiled = compilePacks(shippedPacks)
  expect(compiled.ok && (await page.locator('.list').count())).toBe(
    compiled.ok && compiled.value.packs.length,
  )
  const text = (await page.locator('main').textContent())?.replaceAll(/[\u2068\u2069]/g, '')
  expect(text).toContain(`from ${shippedWeights.thresholds.suspect} points`)
  expect(text).not.toContain('no words for yet')
  const row = page.getByRole('row', { name: /Somebody claims to have attacked the site/ })
  expect(await row.getByRole('cell').last().textContent()).toBe(shippedWeights.weights.claim.toFixed(1))
  await page.close()
})
