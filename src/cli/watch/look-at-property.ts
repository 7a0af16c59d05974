import { randomUUID } from 'node:crypto'
import { type Seen as Evidence, writeBundle } from '../evidence/write.ts'
import { HostBusy } from '../fetch/host-busy.ts'
import { type FetchLimits, limitsOf } from '../fetch/limits.ts'
import { whyUnwritten } from '../files.ts'
import { keysInDns } from '../owner/key-record.ts'
import type { Property, WatchConfig } from './config.ts'
import { freshContacts } from './contacts.ts'
import type { Visits } from './hosts/visits.ts'
import { type Look, lookAt } from './look.ts'
import { type OwnerWord, ownerWord } from './owner.ts'
import { type Picture, pictureOf } from './picture.ts'
import type { Alert, Incident, PropertyRecord } from './records.ts'
import type { Store } from './store.ts'
import { isNews, type Turn, turnOf } from './turn.ts'

/** What came of looking at one property. */
export interface Seen {
  property: Property
  look: Look
  /** The incident that goes on after the look. */
  open: Incident | null
  alert: Alert | null
  /** Why the owner's statement that the site serves is not believed; null where it is, or nobody asked. */
  ownerWhy: string | null
  /** Why the owner's key is in doubt: the name service names another; null where it does not. */
  keyWhy: string | null
}

/** What a look needs beside the property. */
export interface Place {
  config: WatchConfig
  store: Store
  /** The hosts that the look is led to. */
  visits: Visits
  /** Lets milliseconds pass. */
  wait(time: number): Promise<unknown>
}

const NO_WORD: OwnerWord = { statement: null, fresh: null, why: null, keyCheck: null, keyWhy: null }

/**
 * Looks, a second time where that is news, and keeps all that follows in one step; null where somebody else did. Throws
 * `HostBusy` where it is led to a host that others ask just now: then nothing was kept.
 */
export async function lookAtProperty(property: Property, place: Place): Promise<Seen | null> {
  const { config, store, visits, wait } = place
  const { name, url, ownerKey } = property
  const limits = { ...limitsOf(config.allowPrivate), time: config.timeout }
  const { hostname } = new URL(url)
  const keysOf = (domain: string) => keysInDns(domain, config.nameServer, config.timeout)
  const word = ownerKey === null ? NO_WORD : await ownerWord(url, ownerKey, { ...place, limits, keysOf })
  if (ownerKey !== null) await wait(config.delay)
  const tools = {
    limits: { ...limits, enter: (host: string) => visits.enter(host) },
    patterns: config.patterns,
    site: (host: string) => store.site(host),
    owner: word.statement,
    now: Date.now,
  }
  const known = await store.property(name)
  const kept = known?.incident == null ? null : await store.incident(known.incident)
  // Under the same name another page may be watched now: what was found on the old one says nothing of it.
  const before = kept?.url === url ? kept : null
  const first = await lookAt(url, tools)
  await visits.leave()
  let last = first
  if (isNews(before, first)) {
    await wait(Math.max(config.confirmAfter, config.delay))
    await visits.again()
    last = await lookAt(url, tools)
    await visits.leave()
  }
  const now = Date.now()
  const turn = turnOf(
    { property: name, url, open: before, looks: first === last ? [first] : [first, last], now },
    randomUUID,
  )
  const { incident, alert } = await withEvidence(turn, last, property, place)
  const after = incident ?? before
  const open = after?.restoredAt === 0 ? after : null
  const record: PropertyRecord = {
    url,
    lookedAt: now,
    incident: open?.id ?? null,
    state: last.state,
    isKeyDisputed: word.keyWhy !== null,
  }
  const isKept = await store.keep({
    property: { name, record },
    // One visit is learned once, and only when its last look was well.
    site: last.site,
    statement: word.fresh === null ? null : { host: hostname, file: word.fresh },
    keyCheck: word.keyCheck === null ? null : { host: hostname, record: word.keyCheck },
    incident,
    portrait: last.state === 'well' ? last.portrait : null,
    contacts: last.state === 'well' ? await contactsNow(url, now, limits, place) : null,
    waiting:
      alert === null
        ? []
        : property.alerts.map((target) => ({ target, waiting: { alert, attempts: 0, nextAt: 0 } })),
  })
  return isKept ? { property, look: last, open, alert, ownerWhy: word.why, keyWhy: word.keyWhy } : null
}

/** Whom to tell, where that is to be asked anew; who is led to a busy host asks at the next look. */
async function contactsNow(
  url: string,
  now: number,
  limits: FetchLimits,
  { config, store, visits, wait }: Place,
) {
  const pause = () => wait(config.delay)
  const enter = (host: string) => visits.aside(host)
  try {
    return await freshContacts(url, store, { ...limits, enter }, { now, pause })
  } catch (error) {
    if (error instanceof HostBusy) return null
    throw error
  } finally {
    await visits.leave()
  }
}

/** A turn with what is kept of an incident that opens: whom to tell, and a bundle where the file asks for one. */
async function withEvidence(turn: Turn, look: Look, property: Property, place: Place): Promise<Turn> {
  const { incident, alert } = turn
  if (incident === null || alert?.event !== 'opened' || look.state !== 'altered') return turn
  const contacts = (await place.store.contacts(new URL(property.url).hostname))?.contacts ?? []
  const evidence = await bundle(look.evidence, property, place)
  const kept = { ...incident, contacts, evidence }
  return { incident: kept, alert: { ...alert, incident: kept } }
}

/** A full disk must not keep anybody from being told: then there is no bundle, and it is said why. */
async function bundle(seen: Evidence, property: Property, place: Place): Promise<string> {
  const { evidence } = place.config
  if (evidence === null) return ''
  const picture = evidence.render ? await pictureIfAny(property, place) : null
  try {
    const usual = await place.store.portrait(property.name)
    return await writeBundle({ ...seen, ...picture, usual }, evidence.key, evidence.folder)
  } catch (error) {
    process.stderr.write(`The evidence of ${property.name} could not be kept (${whyUnwritten(error)}).\n`)
    return ''
  }
}

/** What a browser shows of the page; where none does, that is said, and the bundle goes without. */
async function pictureIfAny({ name, url }: Property, { config, wait }: Place): Promise<Picture | null> {
  await wait(config.delay)
  const limits = { ...limitsOf(config.allowPrivate), time: config.timeout }
  const picture = await pictureOf(url, limits)
  if (!('error' in picture)) return picture
  process.stderr.write(`The evidence of ${name} has no picture: ${picture.error}.\n`)
  return null
}
