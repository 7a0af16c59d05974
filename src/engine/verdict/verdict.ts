/** The seven verdicts, from calm to alarm. See the README for what each means to a reader. */
export const VERDICT_KINDS = [
  'intact',
  'unfamiliar',
  'changed',
  'unavailable',
  'undetermined',
  'suspect',
  'defaced',
] as const
export type VerdictKind = (typeof VERDICT_KINDS)[number]

/** The page was seen, and nothing speaks of a defacement. */
export const isCalm = (kind: VerdictKind): boolean =>
  kind === 'intact' || kind === 'unfamiliar' || kind === 'changed'

/** Something speaks of a defacement. */
export const isAlarming = (kind: VerdictKind): boolean => kind === 'suspect' || kind === 'defaced'

/** Evidence of one group is added up and then capped, so that no single kind of sign decides alone. */
export const EVIDENCE_GROUPS = [
  'patterns',
  'structure',
  'identity',
  'shape',
  'language',
  'style',
  'spread',
  'feed',
] as const
export type EvidenceGroup = (typeof EVIDENCE_GROUPS)[number]

/**
 * A sentence for a reader, not yet in any language: `key` names a message (`reason_…`) in every locale,
 * `params` fill its placeholders in order. Params may hold text of the page and are only ever shown as text.
 */
export interface Reason {
  key: string
  params: string[]
}

/** One reason for or against a defacement. */
export interface Evidence {
  /** Name of the feature in the weights file. */
  id: string
  group: EvidenceGroup
  /** Bits, log2 of a likelihood ratio; positive speaks for a defacement. */
  points: number
  reason: Reason
  /** Which list said so, at which version: a pattern pack, the weights, a signature. */
  source: { list: string; version: string }
}

export interface Verdict {
  kind: VerdictKind
  /** Sum of the capped groups and the prior, in bits. */
  points: number
  /** Strongest first. */
  evidence: Evidence[]
  /** Why this kind and no other, when it is not the evidence alone that says so (an outage, a wall, no signature yet, …). */
  reasons: Reason[]
  /**
   * Stable over reloads of the same altered page, different for other evidence:
   * "show anyway" and "this is a mistake" hold for this.
   */
  fingerprint: string
}
