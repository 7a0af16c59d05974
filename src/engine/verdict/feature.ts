import type { EvidenceGroup, Reason } from './verdict.ts'

/** One measured sign. `value` is 0 (absent) to 1 (as strong as it gets); its weight says what that is worth in bits. */
export interface Feature {
  id: FeatureId
  value: number
  params?: string[]
  /** Pattern pack that said so, where one did. */
  source?: { list: string; version: string }
}

/** Which way a sign may speak: fitting may never turn it round. */
export type Sign = 'for' | 'against'

interface FeatureSpec {
  group: EvidenceGroup
  sign: Sign
}

/** Every sign there is. A weights file names exactly these. */
export const FEATURES = {
  claim: { group: 'patterns', sign: 'for' },
  possession: { group: 'patterns', sign: 'for' },
  address: { group: 'patterns', sign: 'for' },
  greeting: { group: 'patterns', sign: 'for' },
  crew: { group: 'patterns', sign: 'for' },
  slogan: { group: 'patterns', sign: 'for' },
  campaign: { group: 'patterns', sign: 'for' },
  trade: { group: 'patterns', sign: 'for' },
  spam: { group: 'patterns', sign: 'for' },
  'claim-in-title': { group: 'patterns', sign: 'for' },
  'many-marks': { group: 'patterns', sign: 'for' },
  'no-own-links': { group: 'structure', sign: 'for' },
  'no-landmarks': { group: 'structure', sign: 'for' },
  'few-elements': { group: 'structure', sign: 'for' },
  'few-names': { group: 'structure', sign: 'for' },
  'working-site': { group: 'structure', sign: 'against' },
  mismatch: { group: 'structure', sign: 'for' },
  'poor-stranger': { group: 'shape', sign: 'for' },
  'foreign-words': { group: 'structure', sign: 'for' },
  'original-hidden': { group: 'style', sign: 'for' },
  emptied: { group: 'structure', sign: 'for' },
  matches: { group: 'structure', sign: 'against' },
  'no-description': { group: 'identity', sign: 'for' },
  'no-canonical': { group: 'identity', sign: 'for' },
  'no-icon': { group: 'identity', sign: 'for' },
  'no-name': { group: 'identity', sign: 'for' },
  'foreign-overlay': { group: 'shape', sign: 'for' },
  'new-cover': { group: 'shape', sign: 'for' },
  'cover-stranger': { group: 'identity', sign: 'for' },
  'no-way-out': { group: 'structure', sign: 'for' },
  'blank-cover': { group: 'structure', sign: 'for' },
  'rewrites-page': { group: 'shape', sign: 'for' },
  'one-message': { group: 'shape', sign: 'for' },
  'picture-alone': { group: 'shape', sign: 'for' },
  'cover-frame': { group: 'shape', sign: 'for' },
  'plays-by-itself': { group: 'shape', sign: 'for' },
  media: { group: 'shape', sign: 'for' },
  'moving-text': { group: 'shape', sign: 'for' },
  'dated-markup': { group: 'shape', sign: 'for' },
  'written-by-script': { group: 'shape', sign: 'for' },
  'blocks-keys': { group: 'shape', sign: 'for' },
  alerts: { group: 'shape', sign: 'for' },
  'full-text': { group: 'shape', sign: 'against' },
  paragraphs: { group: 'shape', sign: 'against' },
  forms: { group: 'shape', sign: 'against' },
  ornament: { group: 'language', sign: 'for' },
  leet: { group: 'language', sign: 'for' },
  'foreign-hand': { group: 'language', sign: 'for' },
  'foreign-script': { group: 'language', sign: 'for' },
  capitals: { group: 'language', sign: 'for' },
  'dark-page': { group: 'style', sign: 'for' },
  neon: { group: 'style', sign: 'for' },
  'decorated-title': { group: 'style', sign: 'for' },
  'foreign-loud': { group: 'style', sign: 'for' },
  repeated: { group: 'spread', sign: 'for' },
  'new-repeat': { group: 'spread', sign: 'for' },
  'same-headline': { group: 'shape', sign: 'for' },
  'outright-words': { group: 'language', sign: 'for' },
  'new-script': { group: 'structure', sign: 'for' },
  'new-voice': { group: 'patterns', sign: 'for' },
} as const satisfies Record<string, FeatureSpec>

export type FeatureId = keyof typeof FEATURES

export const FEATURE_IDS: readonly FeatureId[] = Object.keys(FEATURES).filter((id): id is FeatureId =>
  Object.hasOwn(FEATURES, id),
)

/** Signs of what is not there. A redesign lacks as much as a poster does, so that they alone accuse nobody. */
const LACKS: ReadonlySet<FeatureId> = new Set<FeatureId>([
  'no-own-links',
  'no-landmarks',
  'few-elements',
  'few-names',
  'mismatch',
  'poor-stranger',
  'emptied',
  'no-description',
  'no-canonical',
  'no-icon',
  'no-name',
])

const PRESENT: ReadonlySet<FeatureId> = new Set(
  FEATURE_IDS.filter((id) => FEATURES[id].sign === 'for' && !LACKS.has(id)),
)

/** Whether something that is there speaks, and not only that something is missing. */
export const isPresence = (id: FeatureId): boolean => PRESENT.has(id)

const SAID: ReadonlySet<FeatureId> = new Set(
  FEATURE_IDS.filter(
    (id) =>
      FEATURES[id].group === 'patterns' ||
      id === 'foreign-words' ||
      id === 'foreign-hand' ||
      id === 'outright-words',
  ),
)

/** Whether somebody's words speak: the patterns', wherever they were found. */
export const isSaid = (id: FeatureId): boolean => SAID.has(id)

/** Message key of a sign: `no-own-links` is told by `reason_no_own_links`. */
export const reasonKey = (id: string): string => `reason_${id.replaceAll('-', '_')}`

/** Made once: a page has many reasons. */
const REASON_KEYS: ReadonlyMap<FeatureId, string> = new Map(FEATURE_IDS.map((id) => [id, reasonKey(id)]))

export const reasonOf = (feature: Feature): Reason => ({
  key: REASON_KEYS.get(feature.id) ?? reasonKey(feature.id),
  params: feature.params ?? [],
})
