/**
 * `npm run first-minute`: what a new reader does and sees, in both browsers, from the archives that the stores take; the
 * walkthrough and its pictures are written to `docs/first-minute`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { BROWSERS, openDay } from './open-day.ts'
import { STEPS } from './steps.ts'
import { walkthrough } from './walkthrough.ts'

const FOLDER = join(import.meta.dirname, '../../docs/first-minute')

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
for (const browser of BROWSERS) {
  const day = await openDay(browser)
  try {
    for (const step of STEPS) {
      writeFileSync(join(FOLDER, `${step.name}-${browser}.png`), await step.go(day))
      console.log(`${browser}: ${step.name}`)
    }
  } finally {
    await day.close()
  }
}
writeFileSync(join(FOLDER, 'README.md'), walkthrough(STEPS))
console.log(`${STEPS.length * BROWSERS.length} pictures in ${relative(process.cwd(), FOLDER)}/`)
