import { fetchContacts } from '../contact/fetch-contacts.ts'
import type { FetchLimits } from '../fetch/limits.ts'
import type { HostContacts } from './records.ts'
import type { Store } from './store.ts'

/** How long what a site said of whom to tell is good; a site that said nothing is asked again as late. */
const GOOD_FOR = 7 * 86_400_000

/**
 * Whom the host of a page that is well wants to be told, where that is not known or was asked long ago; null where
 * nothing is to be kept. On the day of an attack it would be too late: the attackers may have written that, too.
 */
export async function freshContacts(
  url: string,
  store: Store,
  limits: FetchLimits,
  { now, pause }: { now: number; pause(): Promise<unknown> },
): Promise<{ host: string; record: HostContacts } | null> {
  const host = new URL(url).hostname
  const before = await store.contacts(host)
  // A clock that was set back makes nothing good for longer.
  if (before !== null && before.at <= now && now - before.at < GOOD_FOR) return null
  await pause()
  const found = await fetchContacts(url, limits)
  const contacts = 'error' in found ? (before?.contacts ?? []) : found.contacts
  return { host, record: { at: now, contacts } }
}
