/**
 * `npm run screenshots`: a picture of every page of the extension in every state, in both themes and both directions,
 * into `test-results/screenshots/`. Names that are given after `--` choose among them.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { show } from './show.ts'
import { Stage } from './stage.ts'
import { STATES } from './states.ts'

const FOLDER = join(import.meta.dirname, '../../test-results/screenshots')
const LANGUAGES = { ltr: 'en', rtl: 'ar' } as const
const THEMES = ['light', 'dark'] as const

const wanted = process.argv.slice(2)
const states = STATES.filter(({ name }) => wanted.length === 0 || wanted.some((one) => name.startsWith(one)))

if (wanted.length === 0) rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
for (const [direction, language] of Object.entries(LANGUAGES)) {
  const stage = await Stage.open(language)
  try {
    for (const state of states)
      for (const theme of THEMES) {
        const page = await show(stage, state, { theme })
        await page.screenshot({
          path: join(FOLDER, `${state.name}-${theme}-${direction}.png`),
          fullPage: true,
        })
        await page.close()
        await state.restore?.(stage)
      }
  } finally {
    await stage.close()
  }
}
console.log(`${states.length * 4} pictures in ${relative(process.cwd(), FOLDER)}/`)
