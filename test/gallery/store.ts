/**
 * `npm run store-pictures`: the pictures that the stores show, of 1280 × 800 pixels, in every language, into
 * `test-results/store/`. Languages that are given after `--` choose among them.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Page } from 'playwright-core'
import { show } from './show.ts'
import { Stage } from './stage.ts'
import { STATES, type State } from './states.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'test-results/store')
const LOCALES = join(ROOT, 'src/extension/public/_locales')
/** Pixels; what Chrome, Edge and Firefox all take. */
const SIZE = { width: 1_280, height: 800 }

/** In the order that they are shown in: what it is for first. Nothing here says of a newspaper that it was altered. */
const SHOWN: readonly { state: string; isOverPage?: boolean }[] = [
  { state: 'warning-example' },
  { state: 'popup-intact', isOverPage: true },
  { state: 'welcome-chosen' },
  { state: 'decides' },
  { state: 'dashboard-well' },
]

const wanted = process.argv.slice(2)
const languages = readdirSync(LOCALES).filter((one) => wanted.length === 0 || wanted.includes(one))
rmSync(FOLDER, { recursive: true, force: true })
for (const language of languages) {
  const folder = join(FOLDER, language)
  mkdirSync(folder, { recursive: true })
  const stage = await Stage.open(language)
  try {
    for (const [index, { state: name, isOverPage }] of SHOWN.entries()) {
      const state = stateOf(name)
      const page = await show(stage, state, { theme: 'light', width: SIZE.width })
      const path = join(folder, `${index + 1}-${name}.png`)
      if (isOverPage === true) await pictureOver(stage, page, path)
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

/** The popup where the browser shows it: over a newspaper's page, under the end of the toolbar. */
async function pictureOver({ browser, site }: Stage, popup: Page, path: string): Promise<void> {
  const inline = (picture: Buffer): string => `data:image/png;base64,${picture.toString('base64')}`
  await site.setViewportSize(SIZE)
  const under = inline(await site.screenshot())
  const over = inline(await popup.screenshot({ fullPage: true }))
  const direction = await popup.evaluate(() => document.documentElement.dir)
  const sheet = await browser.context.newPage()
  await sheet.setViewportSize(SIZE)
  await sheet.setContent(
    `<body dir="${direction}" style="margin:0"><img src="${under}" alt="" style="display:block">
<img src="${over}" alt="" style="position:absolute;inset-block-start:8px;inset-inline-end:24px;border-radius:8px;box-shadow:0 8px 32px #0006">`,
  )
  await sheet.screenshot({ path })
  await sheet.close()
}
