import type { CoreVote } from '../../../src/engine/signature/agree.ts'

/** How many of them learned the very same, where most did. */
export function mostAlike(votes: readonly CoreVote[]): number {
  const learned = votes.map(({ core }) =>
    JSON.stringify(core.templates, (_, one) => (ArrayBuffer.isView(one) ? String(one) : one)),
  )
  return Math.max(0, ...learned.map((one) => learned.filter((other) => other === one).length))
}
