import browser from 'webextension-polyfill'
import { openDatabase } from './database/open.ts'
import { forgetPins } from './owner/pins.ts'
import { grantedOrigins } from './permissions.ts'
import { setPropertyAlarm } from './properties/schedule.ts'
import { syncRegistration } from './registration.ts'
import { forgetSettings } from './settings.ts'
import { patternDomain } from './watch/host-pattern.ts'
import { chosenDomains } from './watch/watch-list.ts'

/** Everything of the reader's: what was learned, seen, decided and chosen. The compiled lists are nobody's. */
const STORES = [
  'sites',
  'visits',
  'incidents',
  'decisions',
  'choices',
  'portraits',
  'reports',
  'tokens',
  'owners',
  'properties',
  'captures',
  'keys',
] as const

/** Everything goes, here and where it was synchronised to, and permissions that nothing needs any more go with it. */
export async function resetAll(): Promise<null> {
  const transaction = (await openDatabase()).transaction([...STORES], 'readwrite')
  for (const store of STORES) await transaction.objectStore(store).clear()
  await transaction.done
  await browser.storage.local.clear()
  await browser.storage.session.clear()
  await browser.storage.sync.clear().catch((error: unknown) => console.warn(error))
  forgetSettings()
  forgetPins()
  await setPropertyAlarm()
  await syncRegistration()
  await giveBackUnneeded()
  return null
}

async function giveBackUnneeded(): Promise<void> {
  const wanted = await chosenDomains()
  for (const origin of await grantedOrigins()) {
    const domain = patternDomain(origin)
    if (domain === null || wanted.has(domain)) continue
    await browser.permissions.remove({ origins: [origin] }).catch(() => false)
  }
  await browser.permissions.remove({ permissions: ['notifications'] }).catch(() => false)
}
