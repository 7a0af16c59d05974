import type { VerdictKind } from '../../engine/verdict/verdict.ts'
import type { DecisionRecord, LookRecord } from './database/schema.ts'

export interface Confirmation {
  /** What the reader is told. */
  shown: VerdictKind
  act: 'none' | 'banner' | 'warn'
  /** Whether another look is wanted once the page has settled. */
  again: boolean
}

export interface LooksOfVisit {
  current: LookRecord
  /** Other looks at the same document, in any order. */
  earlier: readonly LookRecord[]
  /** What the reader decided about this host and this evidence. */
  decision: DecisionRecord['decision'] | null
}

/**
 * What follows from a look. `defaced` acts only when an earlier look at the same document said so too and the page
 * has settled since: half a page, or a moment of one, is not enough to take a page from its reader. Nor does one
 * bring the banner of `suspect`.
 */
export function confirm(look: LooksOfVisit): Confirmation {
  const { current, earlier, decision } = look
  switch (current.kind) {
    case 'defaced': {
      const isConfirmed = current.settled && earlier.some((look) => look.kind === 'defaced')
      if (!isConfirmed) return { shown: 'suspect', act: meanwhile(look), again: true }
      const isAllowed = decision === 'shown' || decision === 'mistake'
      return { shown: 'defaced', act: isAllowed ? 'none' : 'warn', again: false }
    }
    case 'suspect':
      return {
        shown: 'suspect',
        act: current.settled && decision === null ? 'banner' : 'none',
        again: !current.settled,
      }
    case 'undetermined':
      return { shown: 'undetermined', act: 'none', again: !current.settled }
    case 'intact':
    case 'unfamiliar':
    case 'changed':
    case 'unavailable':
      return { shown: current.kind, act: 'none', again: false }
  }
}

/**
 * What a page gets that speaks of a defacement for the first time. Right after it was opened the next look follows at
 * once; a page that got there only later waits for seconds, and must not lose the banner it had.
 */
const meanwhile = ({ current, earlier, decision }: LooksOfVisit): Confirmation['act'] =>
  current.settled && earlier.length > 0 && decision === null ? 'banner' : 'none'
