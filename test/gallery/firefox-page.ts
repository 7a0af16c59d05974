import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import type { FirefoxBrowser } from '../../src/cli/browser/firefox.ts'
import { until } from '../browser/until.ts'
import type { Hands } from './hands.ts'

const TAB = '\ue004'
/** As WebDriver calls the keys that write nothing. */
const KEYS: Readonly<Record<string, string>> = {
  Tab: TAB,
  Enter: '\ue007',
  Space: ' ',
  Escape: '\ue00c',
  ArrowUp: '\ue013',
  ArrowDown: '\ue015',
}
/** What the system would say of its reader, by the names and numbers that Firefox has for it. */
const SCHEME = { name: 'layout.css.prefers-color-scheme.content-override', dark: 0, light: 1 }
const COLOURS = { name: 'browser.display.document_color_use', theirs: 0, forced: 2 }

/** A page of the extension in a tab of its own. */
export class FirefoxPage {
  constructor(
    readonly browser: FirefoxBrowser,
    readonly handle: string,
  ) {}

  readonly run = async (body: string): Promise<unknown> => {
    await this.browser.lookInto(this.handle)
    return this.browser.run(body)
  }

  evaluate(look: () => unknown): Promise<unknown> {
    return this.run(`return (${look})()`)
  }

  readonly keyboard = {
    /** A key by its name, or by what it writes. */
    press: async (key: string): Promise<void> => {
      await this.browser.lookInto(this.handle)
      await this.browser.pressKey(KEYS[key] ?? key)
    },
    type: async (text: string): Promise<void> => {
      for (const letter of text) await this.keyboard.press(letter)
    },
  }

  /** Many keys with one message: a message for each takes longer. */
  readonly quick = {
    run: this.run,
    tab: async (times: number): Promise<void> => {
      await this.browser.lookInto(this.handle)
      await this.browser.pressKey(TAB, times)
    },
  }

  /** Beyond the end of a page the focus goes to the browser's own bars, and comes back from there to the end. */
  async begin(): Promise<void> {
    await this.browser.runAsBrowser('gBrowser.selectedBrowser.focus()')
    await this.run(`
      const mark = document.createElement('span')
      mark.tabIndex = -1
      document.body.prepend(mark)
      mark.focus()
      mark.remove()`)
  }

  async theme(theme: 'light' | 'dark'): Promise<void> {
    await this.#prefer(SCHEME.name, SCHEME[theme])
  }

  async forceColours(isOn: boolean): Promise<void> {
    await this.#prefer(COLOURS.name, isOn ? COLOURS.forced : COLOURS.theirs)
  }

  /** By the browser's own zoom, as a reader does it. The tab is in front. */
  async narrow(width: number): Promise<void> {
    const full = v.parse(
      v.number(),
      await this.browser.runAsBrowser('return gBrowser.selectedBrowser.clientWidth'),
    )
    await this.browser.runAsBrowser('gBrowser.selectedBrowser.fullZoom = args[0]', full / width)
    const wide = () => this.run('return innerWidth')
    await until(wide, (now) => Number(now) <= width)
  }

  /** As large as usual again. The tab is in front. */
  async widen(): Promise<void> {
    await this.browser.runAsBrowser('gBrowser.selectedBrowser.fullZoom = 1')
  }

  /** All of it, and not only what is on the screen. */
  async picture(): Promise<Buffer> {
    await this.browser.lookInto(this.handle)
    return this.browser.screenshot('whole')
  }

  async close(): Promise<void> {
    await this.browser.closeTab(this.handle)
  }

  async #prefer(name: string, value: number): Promise<void> {
    await this.browser.runAsBrowser('Services.prefs.setIntPref(args[0], args[1])', name, value)
    // Pages learn of it with the next picture that is drawn.
    await this.run('await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  }
}

/** What brings it into a state. */
export function handsOf(page: FirefoxPage): Hands {
  const { browser, handle, run } = page
  const type = async (selector: string, text: string) => {
    await browser.lookInto(handle)
    await browser.type(selector, text)
  }
  const appears = async (selector: string) => {
    await until(() => run(`return document.querySelector(${JSON.stringify(selector)}) !== null`), Boolean)
  }
  return {
    // What stands behind another tab has one timer a second.
    rests: 1_500,
    click: async (selector) => {
      await appears(selector)
      await standsStill(run, selector)
      await browser.click(selector)
    },
    fill: type,
    choose: async (selector, path) => {
      await appears(selector)
      await type(selector, path)
    },
    appears,
    run,
  }
}

/** Waits until something is where it was a moment ago: while a page is still growing, a click would miss it. */
async function standsStill(run: FirefoxPage['run'], selector: string): Promise<void> {
  const place = `
    const { top, left } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect()
    return [top + scrollY, left + scrollX].join()`
  let last: unknown
  await until(async () => {
    await pause(100)
    const before = last
    last = await run(place)
    return last === before
  }, Boolean)
}
