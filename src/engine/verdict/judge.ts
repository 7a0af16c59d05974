import { hashText } from '../page/hash.ts'
import type { Observation } from '../page/observation.ts'
import type { PatternSet } from '../patterns/compile.ts'
import { isNotice } from '../patterns/schema.ts'
import type { Authority, Comparison } from '../signature/comparison.ts'
import type { SiteSignature } from '../signature/signature.ts'
import { AGREEMENT, GROUP_SPEAKS } from './agreement.ts'
import { calm, type Outcome, outcome } from './calm.ts'
import { diversionOf } from './diversion.ts'
import { type Doubt, doubtOf } from './doubt.ts'
import { type Weighed, weigh } from './evidence.ts'
import { reasonKey } from './feature.ts'
import { measure } from './features.ts'
import { type FeedWord, isConfirmed, notSuspended, reportedEvidence } from './feed.ts'
import { isAbsent, type PageKind, pageKind } from './page-kind.ts'
import type { Reading } from './reading.ts'
import { remnantOf } from './remnant.ts'
import { titleClaim } from './title-claim.ts'
import { EVIDENCE_GROUPS, type Reason, type Verdict } from './verdict.ts'
import type { Weights } from './weights.ts'

export interface JudgeInput {
  observation: Observation
  /** What is known of the page's host, or null on a first visit. */
  site: SiteSignature | null
  /** What somebody more to be believed says of the host; it wins over what was learned here. */
  authority?: Authority | null
  patterns: PatternSet
  weights: Weights
  /** What the feed says of this page; null where there is none, or it is too old to be believed. */
  feed?: FeedWord | null
}

/** Judges one look at a page. Synchronous and pure: the same input gives the same verdict. */
export function judge({
  observation,
  site,
  authority = null,
  patterns,
  weights,
  feed = null,
}: JudgeInput): Verdict {
  const measured = measure(observation, site, patterns, authority, feed?.suspended)
  const { reading, known } = measured
  const features = notSuspended(measured.features, feed)
  const kind = pageKind(reading)
  const reported = reportedEvidence(feed)
  const weighed = weigh(features, weights, reported)
  const emptied = features.find(({ id }) => id === 'emptied')?.value ?? 0
  const said = alarmOf(reading, kind, weighed, weights, emptied)
  const heard =
    reported === null || isConfirmed(feed)
      ? said
      : milder(said, alarmOf(reading, kind, weigh(features, weights), weights, emptied))
  // Most pages are accused of nothing, and nothing is asked of them.
  const isStrange = heard !== null && known.match === null && !isConfirmed(feed)
  const doubt = isStrange ? doubtOf(reading, kind, measured.features) : null
  const oddity = heard === null ? oddityOf(reading, kind, known, site, emptied) : null
  const alarm = (doubt === null ? heard : doubted(heard, doubt, reported !== null)) ?? oddity
  const { kind: verdict, reason } = alarm ?? calm(observation, kind, known)
  return {
    kind: verdict,
    points: Math.round(weighed.points * 100) / 100,
    evidence: weighed.evidence,
    reasons: [reason, ...disputes(known), ...(LOOKS_OTHER.has(verdict) ? guests(observation) : [])],
    fingerprint: alarm === null ? '' : fingerprint(reading, weighed),
  }
}

/** What accuses nobody, and yet is no more what the site does: looked at twice. */
function oddityOf(
  reading: Reading,
  kind: PageKind,
  known: Comparison,
  site: SiteSignature | null,
  emptied: number,
): Outcome | null {
  const remnant = remnantOf(reading, kind, known, emptied)
  if (remnant !== null) return outcome('suspect', reasonKey(remnant))
  const diversion = diversionOf(reading.observation, kind, site, known.learned)
  if (diversion !== null) return outcome('suspect', reasonKey(diversion.what), [diversion.to])
  const claim = titleClaim(reading, kind, site, known.learned)
  return claim === null ? null : outcome('suspect', reasonKey('claimed-title'), [claim])
}

/** Red only where it is red without what nobody confirmed. */
const milder = (alarm: Outcome | null, own: Outcome | null): Outcome | null =>
  alarm?.kind === 'defaced' && own?.kind !== 'defaced'
    ? outcome('suspect', 'reason_suspect', alarm.reason.params)
    : alarm

/** What doubt leaves of an alarm; where others saw something (`isReported`), it is looked at twice all the same. */
function doubted(alarm: Outcome | null, doubt: Doubt, isReported: boolean): Outcome | null {
  if (doubt === 'told') return alarm !== null && isReported ? outcome('suspect', reasonKey('own-text')) : null
  return alarm?.kind === 'defaced' ? outcome('suspect', reasonKey(doubt)) : alarm
}

/** Where what was learned here loses against a higher word, that is said. */
const disputes = ({ isDisputed, decidedBy }: Comparison): Reason[] =>
  isDisputed && decidedBy !== null ? [{ key: `reason_disagrees_${decidedBy.source}`, params: [] }] : []

const LOOKS_OTHER = new Set<Verdict['kind']>(['suspect', 'defaced', 'changed'])

/** Who else had a hand in a page that is not as it always was. */
const guests = ({ guests }: Observation): Reason[] =>
  guests.map((guest) => ({ key: reasonKey(`guest-${guest}`), params: [] }))

/** Amber or red, or null. */
function alarmOf(
  reading: Reading,
  kind: PageKind,
  weighed: Weighed,
  weights: Weights,
  emptied: number,
): Outcome | null {
  if (!mayBeAccused(reading, kind, emptied)) return null
  const level = alarmLevel(weighed, weights)
  return level === null ? null : outcome(level, `reason_${level}`, [String(speakingGroups(weighed))])
}

/** How bad the evidence is, the kind of page left aside. */
export function alarmLevel(weighed: Weighed, { thresholds }: Weights): 'defaced' | 'suspect' | null {
  const { points, presence, said } = weighed
  const speaking = speakingGroups(weighed)
  if (presence < GROUP_SPEAKS) return null
  const isLoud = points >= thresholds.silent && speaking >= AGREEMENT.silent
  if (points >= thresholds.defaced && speaking >= AGREEMENT.defaced && (said >= GROUP_SPEAKS || isLoud))
    return 'defaced'
  return points >= thresholds.suspect && speaking >= AGREEMENT.suspect ? 'suspect' : null
}

const speakingGroups = ({ groups }: Weighed): number =>
  EVIDENCE_GROUPS.filter((group) => groups[group] >= GROUP_SPEAKS).length

/** Strength and prominence of the marks, added up, from which a page that is not there is accused all the same. */
const OUTRIGHT = 0.9
const FEW = 0.15
const STRENGTH = { 1: 0.2, 2: 0.5, 3: 1 } as const

/**
 * A page that is not there, or not yet, is only accused by somebody's own words. Fewer of them will do on an empty page, or
 * beside a wall, where the site always had a full page (`emptied`, 0 to 1); and beside a wall where they stand in
 * surroundings that the site does not have: of the site itself there may be no more left than its request.
 */
export function mayBeAccused({ marks }: Reading, kind: PageKind, emptied: number): boolean {
  const isOdd = isAbsent(kind) || kind === 'wall' || kind === 'shell'
  if (!isOdd) return true
  const byPattern = new Map<string, number>()
  let isOutOfPlace = false
  for (const { hit, prominence, isForeign } of marks) {
    const { id, class: group, strength } = hit.entry.pattern
    if (isNotice(group)) continue
    isOutOfPlace ||= isForeign
    byPattern.set(id, Math.max(byPattern.get(id) ?? 0, STRENGTH[strength] * prominence))
  }
  const isLeftOver = !isAbsent(kind) && emptied > 0.5
  const enough = isLeftOver || (kind === 'wall' && isOutOfPlace) ? FEW : OUTRIGHT
  return [...byPattern.values()].reduce((sum, value) => sum + value, 0) >= enough
}

/** The same words on the same kind of page: the same alteration. */
function fingerprint({ marks, observation }: Reading, { evidence }: Weighed): string {
  const words = [
    ...new Set(marks.map(({ hit, quote }) => `${hit.entry.pattern.id}:${quote.toLowerCase()}`)),
  ].sort()
  const signs = evidence.filter(({ points }) => points >= GROUP_SPEAKS).map(({ id }) => id)
  const title = words.length === 0 ? observation.identity.title : ''
  return hashText([...words, ...signs.sort(), title].join('\n'))
    .toString(16)
    .padStart(8, '0')
}
