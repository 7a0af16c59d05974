import { GUESTS } from '../page/guests.ts'
import { LIMITS } from '../page/observation.ts'
import { DIVERSIONS } from './diversion.ts'
import { DOUBTS } from './doubt.ts'
import { FEATURE_IDS, reasonKey } from './feature.ts'
import { isAbsent, PAGE_KINDS } from './page-kind.ts'
import { REMNANTS } from './remnant.ts'

/** Every message key that a verdict can carry: each locale must have a sentence for it. */
export const REASON_KEYS: readonly string[] = [
  ...[
    'defaced',
    'suspect',
    ...REMNANTS,
    ...DIVERSIONS,
    'claimed-title',
    'intact',
    'unfamiliar',
    'changed',
    'status',
  ].map(reasonKey),
  // Of what is only told nothing is said: there is no alarm.
  ...DOUBTS.filter((doubt) => doubt !== 'told').map(reasonKey),
  ...['intact-recent', 'intact-earlier', 'unfamiliar-page', 'unfamiliar-waiting', 'unfamiliar-generic'].map(
    reasonKey,
  ),
  ...['disagrees-owner', 'disagrees-feed', 'reported-suspect', 'reported-defaced'].map(reasonKey),
  ...PAGE_KINDS.filter(
    (kind) => kind === 'wall' || kind === 'shell' || (isAbsent(kind) && kind !== 'error'),
  ).map((kind) => reasonKey(`page-${kind}`)),
  ...LIMITS.map((limit) => reasonKey(`limit-${limit}`)),
  ...GUESTS.map((guest) => reasonKey(`guest-${guest}`)),
  ...FEATURE_IDS.map(reasonKey),
]
