import type { Observation } from '../../engine/page/observation.ts'
import { type Portrait, portraitOf } from '../../engine/page/portrait.ts'
import { reportSketch } from '../../engine/report/build.ts'
import { type Authority, higher } from '../../engine/signature/comparison.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import { judge } from '../../engine/verdict/judge.ts'
import { isCalm, type Verdict, type VerdictKind } from '../../engine/verdict/verdict.ts'
import type { Weights } from '../../engine/verdict/weights.ts'
import { type Confirmation, confirm } from './confirm.ts'
import type { Database } from './database/open.ts'
import type {
  DecisionRecord,
  IncidentRecord,
  LookRecord,
  MastheadSchema,
  VisitRecord,
} from './database/schema.ts'
import { fromRecord } from './database/sites.ts'
import { type LookTransaction, transact } from './database/transact.ts'
import { KEPT, trim } from './database/trim.ts'
import { feedAbout } from './feed/words.ts'
import {
  continueIncident,
  endIncident,
  isToBeSeenAgain,
  type Sighting,
  type Turn,
  turnOf,
} from './incidents.ts'
import { nextOrder } from './last-visit.ts'
import { lessonOf } from './lesson.ts'
import { patterns } from './lists.ts'
import { managedAuthority } from './managed.ts'
import { ownerAuthority } from './owner/pins.ts'
import { pageHash } from './page-address.ts'

/** One look, parsed and known to come from where it says. */
export interface LookToCheck {
  visit: string
  number: number
  settled: boolean
  tab: number
  host: string
  /** The page's address as it was sent. */
  url: string
  weights: Weights
  /** Whether a page that is as it always is teaches something; not so where nobody but a clock asked for it. */
  teaches?: boolean
  /** Whether the page was asked for without the reader's cookies, and without its scripts: all that the site sends is here. */
  isOutside?: boolean
  /** Incidents whose page the reader asked to see all the same, in this session of the browser. */
  shown?: ReadonlySet<string>
  /** Builds the observation; left until the store has been asked, so that both go on side by side. */
  observe(): Observation
}

export interface Checked extends Confirmation {
  verdict: Verdict
  incident: string | null
  /** The incident that began or ended with this look. */
  turn: Turn | null
}

/** All that a look saw, for whoever keeps more of it in the same step. */
export interface Seen {
  checked: Checked
  observation: Observation
  found: Portrait
  /** What the page was judged by. */
  site: SiteSignature | null
  authority: Authority | null
  /** The design it was learned into, where it was. */
  template: number | null
}

export interface Followers {
  /** Told as soon as nothing but the writing is left to do; that may still fail. */
  onDecided?(checked: Checked): void
  /** Writes down what else follows from the look; nothing of the look is kept where that fails. */
  keepMore?(transaction: LookTransaction, seen: Seen): Promise<unknown>
}

/**
 * Judges a look and writes down all that follows from it, in one transaction: a worker that is stopped half-way
 * leaves everything as it was, and the look is sent again. The same look checked twice changes nothing more.
 */
export async function check(
  database: Database,
  look: LookToCheck,
  now: number,
  { onDecided, keepMore }: Followers = {},
): Promise<Checked> {
  const [set, { word, authority: published }, stated] = await Promise.all([
    patterns(),
    feedAbout(look.url, now),
    managedAuthority(look.host),
  ])
  const authority = higher(stated, higher(await ownerAuthority(look.host, published, now), published))
  return transact(database, async (transaction) => {
    const [known, order, observation] = await Promise.all([
      readKnown(transaction, look),
      nextOrder(transaction, look, now),
      observed(look),
    ])
    const { site, visit } = known
    const verdict = judge({
      observation,
      site,
      authority,
      patterns: set,
      weights: look.weights,
      feed: word,
    })
    const seen: LookRecord = { number: look.number, kind: verdict.kind, settled: look.settled }
    const earlier = (visit?.looks ?? []).filter(({ number }) => number !== look.number)
    const said = confirm({ current: seen, earlier, decision: decisionOn(verdict, known, look.shown) })
    const found = portraitOf(observation)
    const sighting = {
      host: look.host,
      url: observation.url,
      page: pageHash(look.url),
      settled: look.settled || look.isOutside === true,
      isOutside: look.isOutside === true,
      isGone: verdict.kind === 'unavailable' && GONE.has(observation.status),
      verdict,
      found,
      now,
    }
    const confirmation = { ...said, again: said.again || isToBeSeenAgain(known.incident, sighting) }
    const next = nextIncident(known.incident, sighting, confirmation.shown)
    const incident = confirmation.shown === 'defaced' ? (next?.id ?? null) : null
    const checked = { ...confirmation, verdict, incident, turn: turnOf(known.incident, next) }
    onDecided?.(checked)
    // Meanwhile the answer goes out; learning and writing take the worker as long again.
    const wasLearned = visit?.isLearned ?? false
    const { record: taught, template, isLearned } = lessonOf(look, { observation, verdict, now }, known)
    const record: VisitRecord = {
      visit: look.visit,
      tab: look.tab,
      host: look.host,
      url: observation.url,
      at: now,
      order,
      looks: [...earlier, seen],
      shown: confirmation.shown,
      verdict,
      isLearned,
      ...(template === undefined ? {} : { template }),
      incident,
      ...(isCalm(verdict.kind) ? {} : { sketch: reportSketch(observation, verdict) }),
    }
    if (next !== null) await keep(transaction, 'incidents', next, next.id)
    if (taught === null) await transaction.objectStore('sites').delete(look.host)
    else if (taught !== undefined) await keep(transaction, 'sites', taught, look.host)
    await keep(transaction, 'visits', record, record.visit)
    if (isCalm(verdict.kind) && !wasLearned)
      await keep(transaction, 'portraits', { ...found, host: look.host, at: now }, found.url)
    await keepMore?.(transaction, {
      checked,
      observation,
      found,
      site,
      authority,
      template: template ?? null,
    })
    return checked
  })
}

/**
 * What the reader decided about this evidence, or in this session about the whole incident: a banner that was closed once
 * says less than a page that was asked for.
 */
function decisionOn(
  { kind, fingerprint }: Verdict,
  { incident, decisions }: Pick<Awaited<ReturnType<typeof readKnown>>, 'incident' | 'decisions'>,
  shown: ReadonlySet<string> = new Set(),
): DecisionRecord['decision'] | null {
  const decided = decisions.find((one) => one.fingerprint === fingerprint)?.decision ?? null
  const isShown = kind === 'defaced' && incident !== null && shown.has(incident.id)
  return isShown && decided !== 'mistake' ? 'shown' : decided
}

/** A site that answers so has no such page any more. */
const GONE = new Set([404, 410])

/** Everything the judge and the confirmation ask for, in one round trip to the store. */
async function readKnown(transaction: LookTransaction, { host, visit }: LookToCheck) {
  const [record, seen, incident, decisions] = await Promise.all([
    transaction.objectStore('sites').get(host),
    transaction.objectStore('visits').get(visit),
    transaction.objectStore('incidents').index('host').get([host, 0]),
    // An array sorts after every string, so this is every decision on the host.
    transaction.objectStore('decisions').getAll(IDBKeyRange.bound([host], [host, []])),
  ])
  return { site: fromRecord(record), record, visit: seen, incident: incident ?? null, decisions }
}

/** The page is parsed at once, in the time that the store takes to answer. */
const observed = async (look: LookToCheck): Promise<Observation> => look.observe()

/** The host's incident as it is after this look, where that changed it. */
function nextIncident(
  open: IncidentRecord | null,
  sighting: Sighting,
  shown: VerdictKind,
): IncidentRecord | null {
  return shown === 'defaced'
    ? continueIncident(open, sighting, () => crypto.randomUUID())
    : endIncident(open, sighting)
}

/**
 * Puts a record. Only one that is new makes the oldest go, and never itself: what the look was judged by stays, also where
 * nothing was learned from it.
 */
async function keep<Name extends 'incidents' | 'sites' | 'visits' | 'portraits'>(
  transaction: LookTransaction,
  name: Name,
  record: MastheadSchema[Name]['value'],
  key: string,
): Promise<void> {
  const store = transaction.objectStore(name)
  const isNew = (await store.getKey(key)) === undefined
  await store.put(record)
  if (isNew) await trim(store.index('age'), KEPT[name], key)
}
