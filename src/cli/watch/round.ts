import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Seen as Evidence, writeBundle } from '../evidence/write.ts'
import { limitsOf } from '../fetch/limits.ts'
import type { Property, WatchConfig } from './config.ts'
import { freshContacts } from './contacts.ts'
import { type Look, lookAt } from './look.ts'
import { type OwnerWord, ownerWord } from './owner.ts'
import type { Alert, Incident } from './records.ts'
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
}

const NO_WORD: OwnerWord = { statement: null, fresh: null, why: null }

/** Hosts that are looked at at once. */
const HOSTS_AT_ONCE = 8

export type OnSeen = (seen: Seen) => void

/** Looks at properties: hosts side by side, the pages of one host after one another with a pause between. */
export async function lookRound(
  config: WatchConfig,
  store: Store,
  properties: readonly Property[],
  onSeen: OnSeen,
): Promise<void> {
  const hosts = [...byHost(properties).values()]
  const lane = async () => {
    for (let mine = hosts.shift(); mine !== undefined; mine = hosts.shift())
      for (const [index, property] of mine.entries()) {
        if (index > 0) await sleep(config.delay)
        onSeen(await lookAtProperty(config, store, property))
      }
  }
  await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, lane))
}

/** Looks, a second time where that is news, and keeps all that follows in one step. */
async function lookAtProperty(config: WatchConfig, store: Store, property: Property): Promise<Seen> {
  const { name, url, ownerKey } = property
  const limits = { ...limitsOf(config.allowPrivate), time: config.timeout }
  const { hostname } = new URL(url)
  const word =
    ownerKey === null ? NO_WORD : await ownerWord(url, ownerKey, await store.statement(hostname), limits)
  if (ownerKey !== null) await sleep(config.delay)
  const tools = {
    limits,
    site: (host: string) => store.site(host),
    owner: word.statement,
    now: Date.now,
  }
  const record = await store.property(name)
  const kept = record?.incident == null ? null : await store.incident(record.incident)
  // Under the same name another page may be watched now: what was found on the old one says nothing of it.
  const before = kept?.url === url ? kept : null
  const first = await lookAt(url, tools)
  let last = first
  if (isNews(before, first)) {
    await sleep(Math.max(config.confirmAfter, config.delay))
    last = await lookAt(url, tools)
  }
  const now = Date.now()
  const turn = turnOf(
    { property: name, url, open: before, looks: first === last ? [first] : [first, last], now },
    randomUUID,
  )
  const { incident, alert } = await withEvidence(turn, last, { config, store, property })
  const after = incident ?? before
  const open = after?.restoredAt === 0 ? after : null
  await store.keep({
    property: { name, record: { url, lookedAt: now, incident: open?.id ?? null } },
    // One visit is learned once, and only when its last look was well.
    site: last.site,
    statement: word.fresh === null ? null : { host: hostname, file: word.fresh },
    incident,
    portrait: last.state === 'well' ? last.portrait : null,
    contacts:
      last.state === 'well' ? await freshContacts(url, store, limits, { now, delay: config.delay }) : null,
    waiting:
      alert === null
        ? []
        : property.alerts.map((target) => ({ target, waiting: { alert, attempts: 0, nextAt: 0 } })),
  })
  return { property, look: last, open, alert, ownerWhy: word.why }
}

interface Place {
  config: WatchConfig
  store: Store
  property: Property
}

/** A turn with what is kept of an incident that opens: whom to tell, and a bundle where the file asks for one. */
async function withEvidence(turn: Turn, look: Look, { config, store, property }: Place): Promise<Turn> {
  const { incident, alert } = turn
  if (incident === null || alert?.event !== 'opened' || look.state !== 'altered') return turn
  const contacts = (await store.contacts(new URL(property.url).hostname))?.contacts ?? []
  const evidence = await bundle(look.evidence, { config, store, property })
  const kept = { ...incident, contacts, evidence }
  return { incident: kept, alert: { ...alert, incident: kept } }
}

/** A full disk must not keep anybody from being told: then there is no bundle, and it is said why. */
async function bundle(seen: Evidence, { config, store, property }: Place): Promise<string> {
  if (config.evidence === null) return ''
  try {
    const usual = await store.portrait(property.name)
    return await writeBundle({ ...seen, usual }, config.evidence.key, config.evidence.folder)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    process.stderr.write(`The evidence of ${property.name} could not be kept (${why}).\n`)
    return ''
  }
}

function byHost(properties: readonly Property[]): Map<string, Property[]> {
  const hosts = new Map<string, Property[]>()
  for (const property of properties) {
    const { hostname } = new URL(property.url)
    const mine = hosts.get(hostname)
    if (mine === undefined) hosts.set(hostname, [property])
    else mine.push(property)
  }
  return hosts
}
