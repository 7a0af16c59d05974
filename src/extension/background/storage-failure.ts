import type { Verdict } from '../../engine/verdict/verdict.ts'

/** What is said of a page that could not be checked because nothing can be read or written down. */
export const STORAGE_FAILURE: Verdict = {
  kind: 'undetermined',
  points: 0,
  evidence: [],
  reasons: [{ key: 'reason_storage_unavailable', params: [] }],
  fingerprint: '',
}
