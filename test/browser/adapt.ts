import type { Page } from 'playwright-core'

/** Twice as large is half as wide: 1,280 pixels at 200 % are 640, at 400 % 320. */
const WIDTHS = [640, 320]

/** What does not go along with what the reader set in the system, or with how large. The page stays narrow. */
export async function faultsOf(page: Page): Promise<string[]> {
  const faults = await moving(page)
  await page.emulateMedia({ forcedColors: 'active' })
  faults.push(...(await edgeless(page)))
  await page.emulateMedia({ forcedColors: 'none' })
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 600 })
    faults.push(...(await sideways(page)))
  }
  return faults
}

/** What moves, where the reader wants nothing to. */
const moving = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((one) => {
      const { transitionDuration, animationName } = getComputedStyle(one)
      const isStill = /^0s(?:, 0s)*$/.test(transitionDuration) && animationName === 'none'
      return isStill ? [] : [`moves: ${one.outerHTML.slice(0, 100)}`]
    }),
  )

/** Buttons that only their colour made one. What looks like a link is underlined instead. */
const edgeless = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, .button')].flatMap((one) => {
      const { borderStyle, borderWidth, textDecorationLine } = getComputedStyle(one)
      const hasEdge = borderStyle !== 'none' && Number.parseFloat(borderWidth) >= 1
      return hasEdge || textDecorationLine === 'underline'
        ? []
        : [`has no edge: ${one.outerHTML.slice(0, 100)}`]
    }),
  )

/** Whether a reader would have to scroll sideways, and for what. */
const sideways = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const [widest] = [...document.body.querySelectorAll('*')].sort(
      (one, other) => other.getBoundingClientRect().width - one.getBoundingClientRect().width,
    )
    return [`is ${scrollWidth} pixels wide of ${clientWidth}: ${widest?.outerHTML.slice(0, 100)}`]
  })
