import type { BrowserOutcome } from './browser/replay.ts'
import type { Outcome } from './replay.ts'

/** The same visits made twice: how many verdicts agree, and each that does not. */
export function formatComparison(once: readonly Outcome[], inBrowser: readonly BrowserOutcome[]): string {
  const first = new Map(once.map((outcome) => [outcome.visit.id, outcome]))
  const pairs = inBrowser.map((outcome) => ({
    a: kindOf(first.get(outcome.visit.id)),
    b: kindOf(outcome),
    outcome,
  }))
  const differing = pairs.filter(({ a, b }) => a !== b)
  const same = pairs.length - differing.length
  const saw = inBrowser.map((outcome) => ('seen' in outcome ? outcome.seen : undefined))
  const lines = differing.map(
    ({ a, b, outcome: { visit } }) =>
      `  ${visit.id} (${visit.label} ${visit.kind}): ${a} as HTML, ${b} in the browser`,
  )
  return [
    `The same verdict as from the HTML: ${same} of ${pairs.length} (${((same / Math.max(1, pairs.length)) * 100).toFixed(1)} %)`,
    ...lines,
    `The reader saw the warning page ${saw.filter((seen) => seen?.warning).length} times, the banner ${saw.filter((seen) => seen?.banner).length} times.`,
  ].join('\n')
}

const kindOf = (outcome: Outcome | undefined): string =>
  outcome === undefined ? 'not made' : 'verdict' in outcome ? outcome.verdict.kind : 'no verdict'
