import { FEATURES, type Feature, isPresence, isSaid, reasonOf } from './feature.ts'
import { EVIDENCE_GROUPS, type Evidence, type EvidenceGroup } from './verdict.ts'
import type { Weights } from './weights.ts'

/** Evidence weaker than this is not worth a sentence. */
const WORTH_TELLING = 0.05

export interface Weighed {
  evidence: Evidence[]
  /** Sum of each group after its cap. */
  groups: Record<EvidenceGroup, number>
  /** Sum of what is there, against what is only missing. */
  presence: number
  /** Sum of what is said in words. */
  said: number
  /** Prior and all groups. */
  points: number
}

/** Turns signs into bits, adds them up by group with what others reported, and caps each group. */
export function weigh(
  features: readonly Feature[],
  weights: Weights,
  reported: Evidence | null = null,
): Weighed {
  const groups: Record<EvidenceGroup, number> = {
    patterns: 0,
    structure: 0,
    identity: 0,
    shape: 0,
    language: 0,
    style: 0,
    spread: 0,
    feed: 0,
  }
  const evidence: Evidence[] = []
  const fitted = { list: 'weights', version: weights.version }
  let presence = 0
  let said = 0
  for (const feature of features) {
    // Most signs of most pages are not there.
    if (feature.value === 0) continue
    const { group } = FEATURES[feature.id]
    const points = weights.weights[feature.id] * feature.value
    groups[group] += points
    if (isPresence(feature.id)) presence += points
    if (isSaid(feature.id)) said += points
    if (Math.abs(points) < WORTH_TELLING) continue
    evidence.push({
      id: feature.id,
      group,
      points,
      reason: reasonOf(feature),
      source: feature.source ?? fitted,
    })
  }
  if (reported !== null) {
    groups[reported.group] += reported.points
    evidence.push(reported)
  }
  let points = weights.prior
  for (const group of EVIDENCE_GROUPS) {
    groups[group] = Math.min(groups[group], weights.caps[group])
    points += groups[group]
  }
  evidence.sort((a, b) => b.points - a.points)
  return { evidence, groups, presence, said, points }
}
