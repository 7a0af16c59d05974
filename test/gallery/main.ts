/**
 * `npm run screenshots`: a picture of every page of the extension in every state, in both themes and both directions,
 * in both browsers, into `test-results/screenshots/`. Names that are given after `--` choose among them.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { FirefoxStage } from './firefox-stage.ts'
import { show } from './show.ts'
import { Stage } from './stage.ts'
import { STATES, type State } from './states.ts'

const FOLDER = join(import.meta.dirname, '../../test-results/screenshots')
const LANGUAGES = { ltr: 'en', rtl: 'ar' } as const
const THEMES = ['light', 'dark'] as const

/** A browser with the extension in it, as far as pictures need one. */
interface Studio {
  /** Pictures of a state as PNG, one for each theme. */
  picturesOf(state: State): Promise<Uint8Array[]>
  close(): Promise<void>
}

async function chromium(language: string): Promise<Studio> {
  const stage = await Stage.open(language)
  return {
    async picturesOf(state) {
      const pictures: Uint8Array[] = []
      for (const theme of THEMES) {
        const page = await show(stage, state, { theme })
        pictures.push(await page.screenshot({ fullPage: true }))
        await page.close()
        await state.restore?.(stage)
      }
      return pictures
    },
    close: () => stage.close(),
  }
}

async function firefox(language: string): Promise<Studio> {
  const stage = await FirefoxStage.open(language)
  return {
    async picturesOf(state) {
      const page = await stage.show(state)
      const pictures: Uint8Array[] = []
      for (const theme of THEMES) {
        await page.theme(theme)
        pictures.push(await page.picture())
      }
      await page.close()
      await state.restore?.(stage)
      return pictures
    },
    close: () => stage.close(),
  }
}

const STUDIOS = { chromium, firefox }

const wanted = process.argv.slice(2)
const states = STATES.filter(({ name }) => wanted.length === 0 || wanted.some((one) => name.startsWith(one)))

if (wanted.length === 0) rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
let count = 0
for (const [browser, open] of Object.entries(STUDIOS))
  for (const [direction, language] of Object.entries(LANGUAGES)) {
    const studio = await open(language)
    try {
      for (const state of states)
        for (const [index, picture] of (await studio.picturesOf(state)).entries()) {
          const name = `${state.name}-${THEMES[index]}-${direction}-${browser}.png`
          writeFileSync(join(FOLDER, name), picture)
          count++
        }
    } finally {
      await studio.close()
    }
  }
console.log(`${count} pictures in ${relative(process.cwd(), FOLDER)}/`)
