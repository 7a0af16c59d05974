import type { Page } from 'playwright-core'

export interface Stop {
  /** Whether the focus is on the page at all, and not gone to the browser's own bar. */
  isHere: boolean
  name: string
  /** Whether an outline is drawn, at least 2 pixels wide and not see-through. */
  isMarked: boolean
  /** Whether a part of it is on the screen. */
  isOnScreen: boolean
}

/** Where the focus is. */
export const stopOf = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const at = document.activeElement
    if (at === null || at === document.body)
      return { isHere: false, name: '', isMarked: false, isOnScreen: false }
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at)
    const { top, bottom, width, height } = at.getBoundingClientRect()
    const isField = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement
    const label = isField ? (at.labels?.[0]?.textContent ?? '') : ''
    return {
      isHere: true,
      name: (label || at.getAttribute('aria-label') || at.textContent || at.tagName).trim().slice(0, 60),
      isMarked:
        outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)/.test(outlineColor),
      isOnScreen: width * height > 0 && bottom > 0 && top < innerHeight,
    }
  })

/** Every stop of the Tab key on one whole round of the page; `most` ends what is long. */
export async function walk(page: Page, most = 60): Promise<Stop[]> {
  for (let pressed = 0; pressed < 300 && (await stopOf(page)).isHere; pressed++)
    await page.keyboard.press('Tab')
  const stops: Stop[] = []
  while (stops.length < most) {
    await page.keyboard.press('Tab')
    const next = await stopOf(page)
    if (!next.isHere) break
    stops.push(next)
  }
  return stops
}

/** Presses Tab until something of that name has the focus. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const isIt = (at: string) => (typeof name === 'string' ? at === name : name.test(at))
  for (let pressed = 0; pressed < 120; pressed++) {
    if (isIt((await stopOf(page)).name)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${name}.`)
}

/** How much a reader can work with that is shown, outside what is closed; of buttons of which one holds, Tab knows one. */
export const workable = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')].filter(
        (one) =>
          !one.matches(':disabled, [type=radio]:not(:checked)') &&
          one.checkVisibility({ visibilityProperty: true }),
      ).length,
  )
