import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { until, untilStill } from './until.ts'

/** A page that somebody goes through by keys: a page of Playwright's is one. */
export interface Keyed {
  evaluate(look: () => unknown): Promise<unknown>
  keyboard: { press(key: 'Tab'): Promise<void> }
  /** Puts the focus before all that there is, where going on beyond the end does not come back there. */
  begin?(): Promise<void>
  /** Where a message for every key would take long. */
  quick?: Quick
}

/** Goes on by keys many at a time, while the page itself notes where they came to. */
interface Quick {
  /** Runs the body of a function in the page. */
  run(body: string): Promise<unknown>
  tab(times: number): Promise<void>
}

const stopSchema = v.object({
  /** Whether the focus is on the page at all, and not gone to the browser's own bar. */
  isHere: v.boolean(),
  name: v.string(),
  /** Whether an outline is drawn, at least 2 pixels wide and not see-through. */
  isMarked: v.boolean(),
  /** Whether a part of it is on the screen. */
  isOnScreen: v.boolean(),
  /** Whether it is a field of several lines, all of which are selected when Tab comes to it. */
  isText: v.boolean(),
})
export type Stop = v.InferOutput<typeof stopSchema>

const notesSchema = v.object({ stops: v.array(stopSchema), isOver: v.boolean() })
/** How often Tab is pressed with one message. */
const AT_ONCE = 25

/** Within which a browser has scrolled to what has the focus, in milliseconds: it does so with a frame of its own. */
const SCROLLED = 15_000

/** Where the focus is, once the browser has scrolled there. */
export async function stopOf(page: Keyed): Promise<Stop> {
  for (const end = Date.now() + SCROLLED; ; await pause(50)) {
    const stop = v.parse(stopSchema, await page.evaluate(whereFocusIs))
    if (!stop.isHere || stop.isOnScreen || Date.now() > end) return stop
  }
}

/** Waits until what has that name has the focus. */
export const comesTo = (page: Keyed, name: string): Promise<Stop> =>
  until(
    () => stopOf(page),
    (stop) => stop.name === name,
  )

function whereFocusIs(): Stop {
  const at = document.activeElement
  if (at === null || at === document.body)
    return { isHere: false, name: '', isMarked: false, isOnScreen: false, isText: false }
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at)
  const { top, bottom, width, height } = at.getBoundingClientRect()
  const isField = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement
  const label = isField ? (at.labels?.[0]?.textContent ?? '') : ''
  return {
    isHere: true,
    name: (label || at.getAttribute('aria-label') || at.textContent || at.tagName).trim().slice(0, 60),
    isMarked: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)/.test(outlineColor),
    isOnScreen: width * height > 0 && bottom > 0 && top < innerHeight,
    isText: at instanceof HTMLTextAreaElement,
  }
}

/** Every stop of the Tab key on one whole round of the page; `most` ends what is long. */
export async function walk(page: Keyed, most = 60): Promise<Stop[]> {
  if (page.quick !== undefined) {
    await page.begin?.()
    const stops = await quickWalk(page.quick, most)
    // What had not been scrolled to when the next key came is looked at with more patience.
    if (stops.every(({ isOnScreen }) => isOnScreen)) return stops
  }
  return slowWalk(page, most)
}

async function quickWalk({ run, tab }: Quick, most: number): Promise<Stop[]> {
  await run(`
    const notes = { stops: [], isOver: false }
    const note = () => notes.stops.push((${whereFocusIs})())
    addEventListener('keyup', note)
    addEventListener('blur', ({ target }) => {
      if (target !== window) return
      notes.isOver = true
      removeEventListener('keyup', note)
    })
    window.notesOfKeys = notes`)
  for (;;) {
    await tab(AT_ONCE)
    const { stops, isOver } = v.parse(notesSchema, await run('return window.notesOfKeys'))
    if (isOver || stops.length >= most) return stops.slice(0, most)
  }
}

async function slowWalk(page: Keyed, most: number): Promise<Stop[]> {
  if (page.begin !== undefined) await page.begin()
  else
    for (let pressed = 0; pressed < 300 && (await stopOf(page)).isHere; pressed++)
      await page.keyboard.press('Tab')
  const stops: Stop[] = []
  while (stops.length < most) {
    await page.keyboard.press('Tab')
    const next = await stopOf(page)
    if (!next.isHere) break
    stops.push(next)
    // Firefox scrolls to the end of what is selected a little later, which may be after the next key.
    if (next.isText) await untilStill(() => page.evaluate(() => scrollY), 300)
  }
  return stops
}

/** Presses Tab until something of that name has the focus. */
export async function tabTo(page: Keyed, name: string | RegExp): Promise<void> {
  const isIt = (at: string) => (typeof name === 'string' ? at === name : name.test(at))
  for (let pressed = 0; pressed < 120; pressed++) {
    if (isIt((await stopOf(page)).name)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${name}.`)
}

/** How much a reader can work with that is shown, outside what is closed; of buttons of which one holds, Tab knows one. */
export const workable = async (page: Keyed): Promise<number> =>
  v.parse(
    v.number(),
    await page.evaluate(
      () =>
        [
          ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary'),
        ].filter(
          (one) =>
            !one.matches(':disabled, [type=radio]:not(:checked)') &&
            one.checkVisibility({ visibilityProperty: true }),
        ).length,
    ),
  )
