import * as v from 'valibot'

/** A page in a browser whose reader sets something in the system. */
export interface Screen {
  /** Runs a function in the page. */
  evaluate(look: () => unknown): Promise<unknown>
  forceColours(isOn: boolean): Promise<void>
  /** Makes it as many CSS pixels wide. */
  narrow(width: number): Promise<void>
}

/** Twice as large is half as wide: 1,280 pixels at 200 % are 640, at 400 % 320. */
const WIDTHS = [640, 320]

/** What does not go along with what the reader set in the system, or with how large. The page stays narrow. */
export async function faultsOf(screen: Screen): Promise<string[]> {
  const faults = await moving(screen)
  await screen.forceColours(true)
  try {
    faults.push(...(await edgeless(screen)))
  } finally {
    await screen.forceColours(false)
  }
  for (const width of WIDTHS) {
    await screen.narrow(width)
    faults.push(...(await sideways(screen)))
  }
  return faults
}

const faultsIn = async (screen: Screen, look: () => string[]): Promise<string[]> =>
  v.parse(v.array(v.string()), await screen.evaluate(look))

/** What moves, where the reader wants nothing to. */
const moving = (screen: Screen) =>
  faultsIn(screen, () =>
    [...document.querySelectorAll('*')].flatMap((one) => {
      const { transitionDuration, animationName } = getComputedStyle(one)
      const isStill = /^0s(?:, 0s)*$/.test(transitionDuration) && animationName === 'none'
      return isStill ? [] : [`moves: ${one.outerHTML.slice(0, 100)}`]
    }),
  )

/** Buttons that only their colour made one. What looks like a link is underlined instead. */
const edgeless = (screen: Screen) =>
  faultsIn(screen, () =>
    [...document.querySelectorAll('button, .button')].flatMap((one) => {
      const { borderStyle, borderWidth, textDecorationLine } = getComputedStyle(one)
      const hasEdge = borderStyle !== 'none' && Number.parseFloat(borderWidth) >= 1
      return hasEdge || textDecorationLine === 'underline'
        ? []
        : [`has no edge: ${one.outerHTML.slice(0, 100)}`]
    }),
  )

/** Whether a reader would have to scroll sideways, and for what. */
const sideways = (screen: Screen) =>
  faultsIn(screen, () => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const [widest] = [...document.body.querySelectorAll('*')].sort(
      (one, other) => other.getBoundingClientRect().width - one.getBoundingClientRect().width,
    )
    return [`is ${scrollWidth} pixels wide of ${clientWidth}: ${widest?.outerHTML.slice(0, 100)}`]
  })
