import { FEATURE_IDS, FEATURES, type FeatureId } from '../../../engine/verdict/feature.ts'
import { EVIDENCE_GROUPS, type EvidenceGroup } from '../../../engine/verdict/verdict.ts'
import type { Weights } from '../../../engine/verdict/weights.ts'

export interface GroupOfSigns {
  group: EvidenceGroup
  /** The most that the group may say, in bits. */
  cap: number
  /** The heaviest first. */
  signs: { id: FeatureId; points: number }[]
}

/** Every sign there is, by its group; groups that have none here are left out. */
export function signsOf({ caps, weights }: Weights): GroupOfSigns[] {
  return EVIDENCE_GROUPS.map((group) => ({
    group,
    cap: caps[group],
    signs: FEATURE_IDS.filter((id) => FEATURES[id].group === group)
      .map((id) => ({ id, points: weights[id] }))
      .sort((a, b) => b.points - a.points),
  })).filter(({ signs }) => signs.length > 0)
}
