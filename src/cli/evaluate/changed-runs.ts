import { parseAddress } from '../../engine/page/address.ts'
import type { Outcome } from './replay.ts'

export interface Redesign {
  session: string
  host: string
  /** Id of the first visit that said `changed`. */
  from: string
  /** Healthy visits to the new design that said `changed` before it was known. */
  visits: number
}

export interface Changes {
  redesigns: Redesign[]
  /** The most visits in a row, to whatever pages of one host, that said `changed`. */
  longestRun: number
}

/** What follows a redesign: how often one reader was told `changed` on a healthy site before it was known again. */
export function changesOf(outcomes: readonly Outcome[]): Changes {
  const redesigns = new Map<string, Redesign>()
  const runs = new Map<string, number>()
  let longestRun = 0
  for (const outcome of outcomes) {
    const { visit } = outcome
    if (visit.session === null || visit.label !== 'clean' || !('verdict' in outcome)) continue
    const host = parseAddress(visit.url)?.host ?? ''
    const reader = `${visit.session} ${host}`
    const run = outcome.verdict.kind === 'changed' ? (runs.get(reader) ?? 0) + 1 : 0
    runs.set(reader, run)
    longestRun = Math.max(longestRun, run)
    if (run === 0) continue
    const design = `${reader} ${outcome.template ?? 'not learned'}`
    const known = redesigns.get(design)
    if (known === undefined)
      redesigns.set(design, { session: visit.session, host, from: visit.id, visits: 1 })
    else known.visits++
  }
  return { redesigns: [...redesigns.values()], longestRun }
}

/** More than a reader should be told of one redesign. */
const MANY = 3

export function formatChanges({ redesigns, longestRun }: Changes): string {
  const most = redesigns.reduce((max, { visits }) => Math.max(max, visits), 0)
  const all = redesigns.reduce((sum, { visits }) => sum + visits, 0)
  return [
    `New designs that healthy visits called changed: ${redesigns.length}, on ${all} visits; one at most ${most} times, ${longestRun} in a row over all pages of a host`,
    ...redesigns
      .filter(({ visits }) => visits > MANY)
      .map(({ session, host, from, visits }) => `  ${session} (${host}): ${visits} from visit ${from} on`),
  ].join('\n')
}
