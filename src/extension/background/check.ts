import type { Observation } from '../../engine/page/observation.ts'
import { learn } from '../../engine/signature/learn.ts'
import { SIGNATURE_VERSION, type SiteSignature } from '../../engine/signature/signature.ts'
import { judge } from '../../engine/verdict/judge.ts'
import type { Verdict, VerdictKind } from '../../engine/verdict/verdict.ts'
import { shippedWeights } from '../../engine/verdict/weights.ts'
import { type Confirmation, confirm } from './confirm.ts'
import type { Database } from './database/open.ts'
import type { IncidentRecord, LookRecord, VisitRecord } from './database/schema.ts'
import { type LookTransaction, transact } from './database/transact.ts'
import { KEPT, trim } from './database/trim.ts'
import { continueIncident, endIncident } from './incidents.ts'
import { patterns } from './lists.ts'

/** One look, parsed and known to come from where it says. */
export interface LookToCheck {
  visit: string
  number: number
  settled: boolean
  tab: number
  host: string
  observation: Observation
}

export interface Checked extends Confirmation {
  verdict: Verdict
  incident: string | null
}

/**
 * Judges a look and writes down all that follows from it, in one transaction: a worker that is stopped half-way
 * leaves everything as it was, and the look is sent again. The same look checked twice changes nothing more.
 */
export async function check(database: Database, look: LookToCheck, now: number): Promise<Checked> {
  const set = await patterns()
  return transact(database, async (transaction) => {
    const [site, visit] = await Promise.all([
      transaction.objectStore('sites').get(look.host).then(current),
      transaction.objectStore('visits').get(look.visit),
    ])
    const { observation } = look
    const verdict = judge({ observation, site, patterns: set, weights: shippedWeights })
    const decided = await transaction.objectStore('decisions').get([look.host, verdict.fingerprint])
    const seen: LookRecord = { number: look.number, kind: verdict.kind, settled: look.settled }
    const earlier = (visit?.looks ?? []).filter(({ number }) => number !== look.number)
    const confirmation = confirm({ current: seen, earlier, decision: decided?.decision ?? null })

    const incident = await keepIncident(transaction, look, verdict, confirmation.shown, now)
    const wasLearned = visit?.isLearned ?? false
    const learned = wasLearned ? null : learn(site, { observation, verdict, now })
    if (learned !== null) await keepSite(transaction, learned)
    await keepVisit(transaction, {
      visit: look.visit,
      tab: look.tab,
      host: look.host,
      url: observation.url,
      at: now,
      looks: [...earlier, seen],
      shown: confirmation.shown,
      verdict,
      isLearned: wasLearned || isCalm(verdict.kind),
      incident,
    })
    return { ...confirmation, verdict, incident }
  })
}

/** A signature of another version is not guessed at: the site is learned anew. */
const current = (site: SiteSignature | undefined): SiteSignature | null =>
  site?.version === SIGNATURE_VERSION ? site : null

/** After a calm look the visit has been learned from; after any other, the next look gets its chance. */
const isCalm = (kind: VerdictKind): boolean =>
  kind === 'intact' || kind === 'unfamiliar' || kind === 'changed'

/** The id of the host's incident that goes on after this look, or null. */
async function keepIncident(
  transaction: LookTransaction,
  { host, observation: { url } }: LookToCheck,
  verdict: Verdict,
  shown: VerdictKind,
  now: number,
): Promise<string | null> {
  const incidents = transaction.objectStore('incidents')
  const open = (await incidents.index('host').get([host, 0])) ?? null
  const sighting = { host, url, verdict, now }
  const next: IncidentRecord | null =
    shown === 'defaced'
      ? continueIncident(open, sighting, () => crypto.randomUUID())
      : endIncident(open, sighting)
  if (next !== null) {
    await incidents.put(next)
    await trim(incidents.index('age'), KEPT.incidents)
  }
  return shown === 'defaced' ? (next?.id ?? null) : null
}

async function keepSite(transaction: LookTransaction, site: SiteSignature): Promise<void> {
  const sites = transaction.objectStore('sites')
  await sites.put(site)
  await trim(sites.index('age'), KEPT.sites)
}

async function keepVisit(transaction: LookTransaction, visit: VisitRecord): Promise<void> {
  const visits = transaction.objectStore('visits')
  await visits.put(visit)
  await trim(visits.index('age'), KEPT.visits)
}
