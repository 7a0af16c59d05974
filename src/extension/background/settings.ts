import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { SENSITIVITIES } from '../../engine/verdict/sensitivity.ts'
import type { Settings, SettingsChange } from '../messages.ts'
import { Failed } from './failed.ts'
import { managed } from './managed.ts'

const KEY = 'settings'
/** What the synchronised store held when it was last to be told of a change, until it was: what was set here outdoes that. */
const OUTDONE = 'settings-outdone'

const DEFAULTS: Settings = {
  sensitivity: 'balanced',
  notifiesDefaced: true,
  notifiesSuspect: false,
  follows: true,
  looksOutside: false,
}

/** What cannot be understood, be it damaged or of a later version, is as if it had not been set. */
const storedSchema = v.fallback(
  v.object({
    sensitivity: v.fallback(v.optional(v.picklist(SENSITIVITIES)), undefined),
    notifiesDefaced: v.fallback(v.optional(v.boolean()), undefined),
    notifiesSuspect: v.fallback(v.optional(v.boolean()), undefined),
    follows: v.fallback(v.optional(v.boolean()), undefined),
    looksOutside: v.fallback(v.optional(v.boolean()), undefined),
  }),
  {},
)
type Stored = v.InferOutput<typeof storedSchema>

/** What a message or a file may hold. */
export const settingsSchema = v.partial(
  v.strictObject({
    sensitivity: v.picklist(SENSITIVITIES),
    notifiesDefaced: v.boolean(),
    notifiesSuspect: v.boolean(),
    follows: v.boolean(),
    looksOutside: v.boolean(),
  }),
)

type Area = 'local' | 'sync'

let loading: Promise<Settings> | null = null

/** The settings, read once until they change. Never rejects: without a store there are still defaults. */
export function settings(): Promise<Settings> {
  loading ??= load()
  return loading
}

/** To be called when something stored has changed, here or on another computer of the reader's. */
export function forgetSettings(): void {
  loading = null
}

/**
 * Changes what is named. Only what the reader set is written down and told to their other computers, but for whether they
 * are told: what an organisation set holds here and nowhere else.
 */
export async function changeSettings(changes: SettingsChange): Promise<Settings> {
  const { settings: fixed } = await managed()
  const refused = Object.keys(changes).find((name) => Object.hasOwn(fixed, name))
  if (refused !== undefined)
    throw new Failed(`The organisation has set "${refused}".`, 'failure_setting_fixed')
  const next = { ...(await setSettings()), ...set(changes), ...setFollows(changes) }
  const follows = fixed.follows ?? next.follows ?? DEFAULTS.follows
  // Together, so that a worker that is stopped in between leaves no choice that something older outdoes.
  await browser.storage.local.set({ [KEY]: next, [OUTDONE]: follows ? set(await read('sync')) : {} })
  if (follows) {
    const telling = browser.storage.sync.set({ [KEY]: set(next) })
    await telling.then(() => browser.storage.local.remove(OUTDONE)).catch(passOver)
  }
  forgetSettings()
  return settings()
}

/** What the reader has set, here or where it followed from; what nobody set is not in it. */
export async function setSettings(): Promise<Partial<Settings>> {
  const here = await read('local')
  const there = (here.follows ?? DEFAULTS.follows) ? set(await read('sync')) : {}
  const isOutdone = isSame(there, set(await read('local', OUTDONE)))
  return { ...set(here), ...(isOutdone ? {} : there), ...setFollows(here) }
}

async function load(): Promise<Settings> {
  const { settings: fixed } = await managed()
  return { ...DEFAULTS, ...(await setSettings()), ...set(fixed), ...setFollows(fixed) }
}

const setFollows = ({ follows }: SettingsChange) => (follows === undefined ? {} : { follows })

async function read(area: Area, key = KEY): Promise<Stored> {
  try {
    const stored = await browser.storage[area].get(key)
    return v.parse(storedSchema, stored[key])
  } catch (error) {
    passOver(error)
    return {}
  }
}

/** Only what was set, so that a gap does not hide what is known otherwise. */
const set = (stored: SettingsChange): Omit<Partial<Settings>, 'follows'> => ({
  ...(stored.sensitivity === undefined ? {} : { sensitivity: stored.sensitivity }),
  ...(stored.notifiesDefaced === undefined ? {} : { notifiesDefaced: stored.notifiesDefaced }),
  ...(stored.notifiesSuspect === undefined ? {} : { notifiesSuspect: stored.notifiesSuspect }),
  ...(stored.looksOutside === undefined ? {} : { looksOutside: stored.looksOutside }),
})

/** Both in the order that `set` gives. */
const isSame = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Synchronisation may be off, full or forbidden; what is set here holds all the same. */
const passOver = (error: unknown): void => console.warn(error)
