import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { cut, isolate, type TextKey, text } from '../texts.ts'
import type { Checked } from './check.ts'
import type { Turn } from './incidents.ts'
import { settings } from './settings.ts'
import { standingOf } from './watching.ts'

const TITLES = {
  news: { began: 'notice_defaced', restored: 'notice_restored' },
  own: { began: 'own_notice_defaced', restored: 'own_notice_restored' },
} as const

/** How the notification of a suspicion is named; that of an incident has the incident's id. */
const SUSPECT = 'suspect '
const TOLD = 'told'
/** Suspicions of one session that are remembered as told; older ones may be told again. */
const MOST_TOLD = 100

/**
 * Tells of a look by a notification, where the reader wants that and the browser lets us: of an altered page and of
 * its restoration once each, of a suspicion once in a session. What cannot be told is on the icon all the same.
 */
export async function notifyOf(checked: Checked, host: string, isOwn = false): Promise<void> {
  if (checked.turn !== null) return tellTurn(checked.turn, isOwn)
  if (!(await settings()).notifiesSuspect || checked.act !== 'banner') return
  const id = `${SUSPECT}${host} ${checked.verdict.fingerprint}`
  if (await isNews(id)) await tell(id, isOwn ? 'own_notice_suspect' : 'notice_suspect', host)
}

/** Tells of an incident that began or ended; `isOwn` of one on a page that the reader answers for. */
export async function tellTurn({ kind, incident }: Turn, isOwn: boolean): Promise<void> {
  if (!(await settings()).notifiesDefaced) return
  await tell(incident.id, TITLES[isOwn ? 'own' : 'news'][kind], incident.host)
}

/** Whether a notification tells of an incident, by its id. */
export const isIncident = (id: string): boolean => !id.startsWith(SUSPECT)

async function tell(id: string, title: TextKey, host: string): Promise<void> {
  if (!(await browser.permissions.contains({ permissions: ['notifications'] }))) return
  const { name } = await standingOf(host)
  // No buttons: not every system has them, and the page itself has all there is to press.
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/masthead-128.png'),
    title: text(title),
    message: name === host ? cut(host) : `${isolate(name)} (${isolate(host)})`,
  })
}

const toldSchema = v.fallback(v.array(v.string()), [])

async function isNews(id: string): Promise<boolean> {
  const stored = await browser.storage.session.get(TOLD)
  const told = v.parse(toldSchema, stored[TOLD])
  if (told.includes(id)) return false
  await browser.storage.session.set({ [TOLD]: [...told, id].slice(-MOST_TOLD) })
  return true
}
