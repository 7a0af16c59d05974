import * as v from 'valibot'
import browser from 'webextension-polyfill'

/**
 * What the browser's own session remembers of warnings, and no disk: which address was taken off a reader, whole, for a
 * query may name the page; and which incidents' pages were asked for all the same, for nobody is warned twice of one.
 */
const TAKEN = 'warned-taken'
const SHOWN = 'warned-shown'
const takenSchema = v.fallback(v.array(v.object({ incident: v.string(), url: v.string() })), [])
const shownSchema = v.fallback(v.array(v.string()), [])
/** Incidents that are remembered: one for each host, and a reader meets few in a day. */
const MOST = 20
/** UTF-16 units of an address; a longer one is none that anybody needs again. */
const LONGEST = 8_192

export async function noteTaken(incident: string, url: string): Promise<void> {
  const others = (await taken()).filter((one) => one.incident !== incident)
  const noted = url.length <= LONGEST ? [{ incident, url }] : []
  await browser.storage.session.set({ [TAKEN]: [...others, ...noted].slice(-MOST) })
}

/** The address that was last taken off a reader because of an incident; null where none was, or that is forgotten. */
export async function takenFor(incident: string): Promise<string | null> {
  return (await taken()).find((one) => one.incident === incident)?.url ?? null
}

export async function noteShown(incident: string): Promise<void> {
  await browser.storage.session.set({ [SHOWN]: [...(await others(incident)), incident].slice(-MOST) })
}

export async function forgetShown(incident: string): Promise<void> {
  await browser.storage.session.set({ [SHOWN]: await others(incident) })
}

/** Never rejects: where the session cannot be read, somebody is warned once more. */
export async function shownIncidents(): Promise<ReadonlySet<string>> {
  try {
    return new Set(await shown())
  } catch (error) {
    console.warn(error)
    return new Set()
  }
}

const others = async (incident: string): Promise<string[]> =>
  (await shown()).filter((one) => one !== incident)

async function taken() {
  const stored = await browser.storage.session.get(TAKEN)
  return v.parse(takenSchema, stored[TAKEN])
}

async function shown(): Promise<string[]> {
  const stored = await browser.storage.session.get(SHOWN)
  return v.parse(shownSchema, stored[SHOWN])
}
