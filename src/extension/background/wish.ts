import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { setDomain } from './choose.ts'
import { domainSchema } from './watch/choice-name.ts'
import { hostPattern } from './watch/host-pattern.ts'

const KEY = 'wish'
/** Milliseconds that a reader may take to answer the browser's question. */
const GOOD_FOR = 10 * 60_000

const wishSchema = v.fallback(v.nullable(v.strictObject({ domain: domainSchema, at: v.number() })), null)

/**
 * Remembers the domain that the reader is being asked to grant, in order to have it watched: the browser's question may
 * close the page that asks, and with it all that page would have done about the answer. Null when there is none any more.
 */
export async function wishDomain({ domain }: { domain: string | null }): Promise<null> {
  if (domain === null) await browser.storage.session.remove(KEY)
  else await browser.storage.session.set({ [KEY]: { domain, at: Date.now() } })
  return null
}

/** Has the wished-for domain watched when it is among what the browser was just told to let us read. */
export async function grantWish({ origins = [] }: { origins?: string[] }): Promise<void> {
  const stored = await browser.storage.session.get(KEY)
  const wish = v.parse(wishSchema, stored[KEY] ?? null)
  if (wish === null || !origins.includes(hostPattern(wish.domain))) return
  await browser.storage.session.remove(KEY)
  if (Date.now() - wish.at < GOOD_FOR) await setDomain({ domain: wish.domain, isOn: true })
}
