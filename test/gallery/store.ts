/**
 * `npm run store-pictures`: the pictures that the stores show, of 1280 × 800 pixels, in every language, into
 * `test-results/store/`. Languages that are given after `--` choose among them.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Page } from 'playwright-core'
import { POPUP, show } from './show.ts'
import { Stage } from './stage.ts'
import { STATES, type State } from './states.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'test-results/store')
const LOCALES = join(ROOT, 'src/extension/public/_locales')
/** Pixels; what Chrome, Edge and Firefox all take. */
const SIZE = { width: 1_280, height: 800 }

/** In the order that they are shown in: what it is for first. Nothing here says of a newspaper that it was altered. */
const SHOWN = ['warning-example', 'popup-intact', 'welcome-chosen', 'decides', 'dashboard-well']

const known = readdirSync(LOCALES)
const wanted = process.argv.slice(2)
const unknown = wanted.filter((one) => !known.includes(one))
if (unknown.length > 0) throw new Error(`No texts in ${unknown.join(', ')}; there are ${known.join(', ')}.`)
const languages = wanted.length === 0 ? known : wanted
for (const language of languages) {
  const folder = join(FOLDER, language)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const stage = await Stage.open(language)
  try {
    for (const [index, name] of SHOWN.entries()) {
      const state = stateOf(name)
      const page = await show(stage, state, { theme: 'light', width: SIZE.width })
      const path = join(folder, `${index + 1}-${name}.png`)
      if (state.over !== undefined) await pictureOf(page, path)
      else await page.screenshot({ path })
      await page.close()
      await state.restore?.(stage)
    }
  } finally {
    await stage.close()
  }
}
console.log(`${languages.length * SHOWN.length} pictures in ${relative(process.cwd(), FOLDER)}/`)

function stateOf(name: string): State {
  const state = STATES.find((one) => one.name === name)
  if (state === undefined)
    throw new Error(`There is no state "${name}" of any page; see test/gallery/states.ts.`)
  return state
}

/** The popup alone, as large as it is, in the middle of the picture. */
async function pictureOf(popup: Page, path: string): Promise<void> {
  await popup.setViewportSize({ ...POPUP, height: await popup.evaluate(() => document.body.scrollHeight) })
  const shot = (await popup.screenshot()).toString('base64')
  const sheet = await popup.context().newPage()
  await sheet.setViewportSize(SIZE)
  await sheet.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:#dfe6ee"><img alt="" src="data:image/png;base64,${shot}" style="zoom:1.4;border-radius:8px;box-shadow:0 8px 32px #0004">`,
  )
  await sheet.screenshot({ path })
  await sheet.close()
}
