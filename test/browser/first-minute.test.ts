import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BROWSERS, openDay } from '../first-minute/open-day.ts'
import { STEPS } from '../first-minute/steps.ts'
import { walkthrough } from '../first-minute/walkthrough.ts'

const FOLDER = join(import.meta.dirname, '../../docs/first-minute')

describe('the first minute of a new reader', () => {
  it.each(BROWSERS)('goes as it is told, in %s, from the archive', async (browser) => {
    const day = await openDay(browser)
    try {
      for (const step of STEPS) expect((await step.go(day)).length, step.name).toBeGreaterThan(1000)
    } finally {
      await day.close()
    }
  })

  it('is told in the documentation, with a picture of every step', () => {
    expect(readFileSync(join(FOLDER, 'README.md'), 'utf8')).toBe(walkthrough(STEPS))
    const pictures = STEPS.flatMap(({ name }) => BROWSERS.map((browser) => `${name}-${browser}.png`))
    expect(pictures.filter((file) => !existsSync(join(FOLDER, file)))).toEqual([])
  })
})
