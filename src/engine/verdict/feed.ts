import type { FeedIncident } from '../feed/incidents.ts'
import type { Feature } from './feature.ts'
import type { Evidence } from './verdict.ts'

/** What the feed says of the page that is judged. */
export interface FeedWord {
  /** The incident of this page or of its whole site; null for none. */
  incident: FeedIncident | null
  /** Sequence of the feed, for the source of the evidence. */
  sequence: number
  /** Ids of patterns and names of signs that stand still until they are mended. */
  suspended: ReadonlySet<string>
}

/** Bits of what others saw: not fitted, for no collected page was ever in a feed. */
const BITS = { suspect: 2, defaced: 6 } as const

/** What others saw on this page as evidence; null where they saw nothing, or saw it restored. */
export function reportedEvidence(feed: FeedWord | null): Evidence | null {
  const state = feed?.incident?.state
  if (feed === null || state === undefined || state === 'restored') return null
  return {
    id: `reported-${state}`,
    group: 'feed',
    points: BITS[state],
    reason: { key: `reason_reported_${state}`, params: [] },
    source: { list: 'feed', version: String(feed.sequence) },
  }
}

/** Whether people looked at it: what the crowd alone says helps to warn, and never to take a page away. */
export const isConfirmed = (feed: FeedWord | null): boolean => feed?.incident?.state === 'defaced'

export const notSuspended = (features: readonly Feature[], feed: FeedWord | null): Feature[] =>
  features.filter(({ id }) => feed?.suspended.has(id) !== true)
