import type { VerdictKind } from '../../src/engine/verdict/verdict.ts'

export interface Stop {
  /** Folder of the page in `test/pages`. */
  page: string
  /** Where it is served, if not at the page's own address: an attack comes to a site that is known. */
  at?: string
  /** Verdicts that are right here. */
  right: readonly VerdictKind[]
}

const HOME = 'https://www.leparisien.fr/'
const HEALTHY = ['intact', 'unfamiliar', 'changed'] as const
const ALARM = ['suspect', 'defaced'] as const

/** A reader's days: a newspaper becomes known, is quoted at, fails, is redesigned, is attacked, and is well again. */
export const TOUR: readonly Stop[] = [
  { page: 'newsroom-home-day-1', right: ['unfamiliar'] },
  { page: 'newsroom-home-day-1', right: HEALTHY },
  { page: 'newsroom-home-day-2', right: ['intact'] },
  { page: 'newsroom-section', right: HEALTHY },
  { page: 'newsroom-section', right: HEALTHY },
  { page: 'newsroom-section', right: ['intact'] },
  { page: 'newsroom-article', right: HEALTHY },
  { page: 'newsroom-article', right: HEALTHY },
  { page: 'newsroom-article', right: ['intact'] },
  { page: 'newsroom-article-quoting', right: ['intact'] },
  { page: 'newsroom-consent', right: ['intact', 'undetermined'] },
  { page: 'outage-cdn-503', right: ['unavailable'] },
  { page: 'outage-host-down-200', at: HOME, right: ['unavailable'] },
  { page: 'newsroom-redesign', right: ['changed'] },
  { page: 'defaced-2015-english', at: HOME, right: ['defaced'] },
  { page: 'defaced-2015-french', at: HOME, right: ['defaced'] },
  { page: 'defaced-2015-arabic', at: HOME, right: ['defaced'] },
  { page: 'defaced-one-story', right: ALARM },
  { page: 'defaced-overlay', right: ALARM },
  { page: 'defaced-original-hidden', right: ALARM },
  { page: 'defaced-picture-only', at: HOME, right: ALARM },
  { page: 'defaced-by-script', at: HOME, right: ALARM },
  { page: 'gambling-takeover', at: HOME, right: ALARM },
  { page: 'defaced-turkish', right: ALARM },
  { page: 'defaced-indonesian', right: ALARM },
  { page: 'defaced-persian', right: ALARM },
  { page: 'defaced-russian', right: ALARM },
  { page: 'defaced-chinese', right: ALARM },
  { page: 'defaced-hebrew', right: ALARM },
  { page: 'defaced-vietnamese', right: ALARM },
  { page: 'mourning', right: HEALTHY },
  { page: 'newsroom-home-day-2', right: ['intact'] },
]
