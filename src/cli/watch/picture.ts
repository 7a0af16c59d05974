import { setTimeout as sleep } from 'node:timers/promises'
import { findBrowser } from '../browser/find.ts'
import type { FetchLimits } from '../fetch/limits.ts'
import { plain } from '../texts.ts'

/** A page as a browser shows it. */
export interface Picture {
  /** PNG. */
  screenshot: Uint8Array
  /** The page as it stood when its scripts had run. */
  rendered: string
}

/** Browsers come one after another. In a wave the alerts would wait for all of them: so many pages at once get a picture. */
const MOST_AT_ONCE = 3
/** Milliseconds in which one page of a host is shown: where all of a site is altered, its other pages look alike. */
const ONE_A_HOST = 600_000
/** Milliseconds that an alert waits at the most for the pictures of a wave, its own included. */
const LONGEST = 120_000

/** When a page of a host was shown last, by the clock that nobody sets. */
const shown = new Map<string, number>()
let inHand = 0
let last: Promise<unknown> = Promise.resolve()

/** The page in a browser of this machine, the same one that "check --render" uses; or why it cannot be had, without a full stop. */
export async function pictureOf(address: string, limits: FetchLimits): Promise<Picture | { error: string }> {
  // Nobody wants a browser installed in the middle of an incident.
  if (findBrowser('chromium') === null && findBrowser('firefox') === null)
    return { error: 'no browser was found; install one, or name it in CHROME_PATH or FIREFOX_PATH' }
  if (inHand >= MOST_AT_ONCE) return { error: 'the browser is busy with the pictures of other pages' }
  const { host } = new URL(address)
  const now = performance.now()
  for (const [other, at] of shown) if (now - at >= ONE_A_HOST) shown.delete(other)
  if (shown.has(host)) return { error: 'another page of its host was shown a moment ago' }
  shown.set(host, now)
  inHand++
  const taken = last.then(() => taking(address, limits))
  last = taken.catch(() => undefined).finally(() => inHand--)
  const stop = new AbortController()
  try {
    return await Promise.race([
      taken,
      sleep(LONGEST, { error: 'the browser took too long' }, { signal: stop.signal }),
    ])
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { error: why.replace(/\.$/, '') }
  } finally {
    stop.abort()
  }
}

async function taking(address: string, limits: FetchLimits): Promise<Picture | { error: string }> {
  // Loaded when it is wanted: a watch without incidents needs no browser.
  const { openRenderer } = await import('../render/renderer.ts')
  const renderer = await openRenderer(limits)
  try {
    const seen = await renderer.look(address, null)
    if ('error' in seen) return { error: plain(seen.error).replace(/\.$/, '') }
    const { screenshot, html } = seen
    return screenshot === null
      ? { error: `${renderer.name} warned of the page before it could be taken` }
      : { screenshot, rendered: html }
  } finally {
    await renderer.close()
  }
}
