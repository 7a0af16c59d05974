import browser from 'webextension-polyfill'
import type { PackStatus } from '../messages.ts'
import { text } from '../texts.ts'
import { ask } from './ask.ts'
import { Told } from './told.ts'

/** The match pattern the browser is asked for. */
const pattern = (domain: string): string => `*://*.${domain}/*`

/**
 * Asks the browser for access and then watches a domain. To be called straight from a click: the question to the
 * reader must be the first thing that happens. A popup may be closed by it, so the background hears of the wish before.
 */
export async function watchDomain(domain: string): Promise<void> {
  const granted = request([domain])
  const wished = wish(domain)
  try {
    await granted
  } catch (refused) {
    await wished.then(() => wish(null))
    throw refused
  }
  await ask('setDomain', { domain, isOn: true })
}

/** A page that lives on needs no help with what it wished for, so a failure is none of the reader's. */
const wish = (domain: string | null): Promise<null> =>
  ask('wishDomain', { domain }).catch((error: unknown) => {
    console.warn(error)
    return null
  })

/** The same for all domains of some packs. */
export async function watchPacks(packs: readonly PackStatus[]): Promise<void> {
  await request(packs.flatMap(({ domains }) => domains.map(({ domain }) => domain)))
  for (const { pack } of packs) await ask('setPack', { pack, isOn: true })
}

/** Asks for domains that are on the list already. */
export async function request(domains: readonly string[]): Promise<void> {
  const isGranted = await browser.permissions.request({ origins: domains.map(pattern) })
  if (!isGranted) throw new Told(text('options_refused'))
}

/** Calls back whenever the browser was told to let us read other sites than before; gives the way to stop. */
export function onAccessChange(tell: () => void): () => void {
  const { onAdded, onRemoved } = browser.permissions
  onAdded.addListener(tell)
  onRemoved.addListener(tell)
  return () => {
    onAdded.removeListener(tell)
    onRemoved.removeListener(tell)
  }
}
