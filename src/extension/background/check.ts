import type { Observation } from '../../engine/page/observation.ts'
import { learn } from '../../engine/signature/learn.ts'
import { SIGNATURE_VERSION, type SiteSignature } from '../../engine/signature/signature.ts'
import { judge } from '../../engine/verdict/judge.ts'
import type { Verdict, VerdictKind } from '../../engine/verdict/verdict.ts'
import { shippedWeights } from '../../engine/verdict/weights.ts'
import { type Confirmation, confirm } from './confirm.ts'
import type { Database } from './database/open.ts'
import type { IncidentRecord, LookRecord, VisitRecord } from './database/schema.ts'
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
  const transaction = database.transaction(['sites', 'visits', 'incidents', 'decisions'], 'readwrite')
  const sites = transaction.objectStore('sites')
  const visits = transaction.objectStore('visits')
  const incidents = transaction.objectStore('incidents')
  const [site, visit, open] = await Promise.all([
    sites.get(look.host).then(current),
    visits.get(look.visit),
    incidents.index('host').get([look.host, 0]),
  ])

  const verdict = judge({
    observation: look.observation,
    site,
    patterns: patterns(),
    weights: shippedWeights,
  })
  const decided = await transaction.objectStore('decisions').get([look.host, verdict.fingerprint])
  const seen: LookRecord = { number: look.number, kind: verdict.kind, settled: look.settled }
  const earlier = (visit?.looks ?? []).filter(({ number }) => number !== look.number)
  const confirmation = confirm({ current: seen, earlier, decision: decided?.decision ?? null })

  const incident = nextIncident(open ?? null, look, verdict, confirmation.shown, now)
  if (incident !== null) {
    await incidents.put(incident)
    await trim(incidents.index('age'), KEPT.incidents)
  }

  const isLearned = visit?.isLearned ?? false
  const learned = isLearned ? null : learn(site, { observation: look.observation, verdict, now })
  if (learned !== null) {
    await sites.put(learned)
    await trim(sites.index('age'), KEPT.sites)
  }
  const record: VisitRecord = {
    visit: look.visit,
    tab: look.tab,
    host: look.host,
    url: look.observation.url,
    at: now,
    looks: [...earlier, seen],
    shown: confirmation.shown,
    verdict,
    isLearned: isLearned || isCalm(verdict.kind),
    incident: incident?.restoredAt === 0 ? incident.id : null,
  }
  await visits.put(record)
  await trim(visits.index('age'), KEPT.visits)
  await transaction.done
  return { ...confirmation, verdict, incident: record.incident }
}

/** A signature of another version is not guessed at: the site is learned anew. */
const current = (site: SiteSignature | undefined): SiteSignature | null =>
  site?.version === SIGNATURE_VERSION ? site : null

function nextIncident(
  open: IncidentRecord | null,
  look: LookToCheck,
  verdict: Verdict,
  shown: VerdictKind,
  now: number,
): IncidentRecord | null {
  const sighting = { host: look.host, url: look.observation.url, verdict, now }
  if (shown === 'defaced') return continueIncident(open, sighting, () => crypto.randomUUID())
  return endIncident(open, sighting)
}

/** After a calm look the visit has been learned from; after any other, the next look gets its chance. */
const isCalm = (kind: VerdictKind): boolean =>
  kind === 'intact' || kind === 'unfamiliar' || kind === 'changed'
