import * as v from 'valibot'
import browser from 'webextension-polyfill'

/**
 * What the browser's own session remembers of warnings, and no disk: which address a tab was taken off, whole, for a query
 * may name the page; and which incidents' pages the reader asked to see all the same, for nobody is warned twice of one.
 */
const taken = (tab: number): string => `taken-${tab}`
const shown = (incident: string): string => `shown-${incident}`
const takenSchema = v.object({ incident: v.string(), url: v.string() })

export async function noteTaken(tab: number, incident: string, url: string): Promise<void> {
  await browser.storage.session.set({ [taken(tab)]: { incident, url } })
}

/** The address that a tab was taken off because of an incident; null where it was not, or that is forgotten. */
export async function takenFrom(tab: number, incident: string): Promise<string | null> {
  const stored = await browser.storage.session.get(taken(tab))
  const known = v.safeParse(takenSchema, stored[taken(tab)])
  return known.success && known.output.incident === incident ? known.output.url : null
}

export async function noteShown(incident: string): Promise<void> {
  await browser.storage.session.set({ [shown(incident)]: true })
}

export async function forgetShown(incident: string): Promise<void> {
  await browser.storage.session.remove(shown(incident))
}

export async function shownIncidents(): Promise<ReadonlySet<string>> {
  const stored = await browser.storage.session.get(null)
  const prefix = shown('')
  const keys = Object.keys(stored).filter((key) => key.startsWith(prefix))
  return new Set(keys.map((key) => key.slice(prefix.length)))
}
