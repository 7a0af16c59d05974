import { getDomain } from 'tldts'
import { parseAddress } from '../../engine/page/address.ts'
import { groupBy } from '../group-by.ts'
import { clusteredRate, type Rate } from './clustered.ts'
import type { Outcome } from './replay.ts'

export interface Redesign {
  session: string
  host: string
  /** Id of the first visit that said `changed`. */
  from: string
  /** Healthy visits to the new design that said `changed` before it was known. */
  visits: number
  /** Whether the reader's visit just before or just after one of them was a false alarm. */
  isRed: boolean
  isAmber: boolean
}

export interface Changes {
  redesigns: Redesign[]
  /** The most visits in a row, to whatever pages of one host, that said `changed`. */
  longestRun: number
  /** Share of redesigns with a false alarm, 95 % and clustered by site. */
  red: Rate
  amber: Rate
}

/** What follows a redesign: how often one reader was told `changed` on a healthy site before it was known again. */
export function changesOf(outcomes: readonly Outcome[]): Changes {
  const redesigns = new Map<string, Redesign>()
  const readers = new Map<string, Reader>()
  let longestRun = 0
  for (const outcome of outcomes) {
    const { visit } = outcome
    if (visit.session === null || visit.label !== 'clean' || !('verdict' in outcome)) continue
    const { kind } = outcome.verdict
    const host = parseAddress(visit.url)?.host ?? ''
    const name = `${visit.session} ${host}`
    const before = readers.get(name) ?? { run: 0, last: null, alarm: null }
    if (kind !== 'changed') {
      const alarm = kind === 'defaced' || kind === 'suspect' ? kind : null
      if (before.last !== null) mark(before.last, alarm)
      readers.set(name, { run: 0, last: null, alarm })
      continue
    }
    const run = before.run + 1
    longestRun = Math.max(longestRun, run)
    const key = `${name} ${outcome.template ?? 'not learned'}`
    const design: Redesign = redesigns.get(key) ?? {
      session: visit.session,
      host,
      from: visit.id,
      visits: 0,
      isRed: false,
      isAmber: false,
    }
    design.visits++
    mark(design, before.alarm)
    redesigns.set(key, design)
    readers.set(name, { run, last: design, alarm: null })
  }
  const all = [...redesigns.values()]
  return {
    redesigns: all,
    longestRun,
    red: rateOf(all, ({ isRed }) => isRed),
    amber: rateOf(all, ({ isAmber }) => isAmber),
  }
}

/** What one reader saw last on a host. */
interface Reader {
  run: number
  /** The redesign of the visit before, where that was one. */
  last: Redesign | null
  /** What the visit before falsely raised. */
  alarm: 'defaced' | 'suspect' | null
}

function mark(design: Redesign, alarm: Reader['alarm']): void {
  design.isRed ||= alarm === 'defaced'
  design.isAmber ||= alarm === 'suspect'
}

function rateOf(redesigns: readonly Redesign[], isAlarm: (one: Redesign) => boolean): Rate {
  const sites = [...groupBy(redesigns, ({ host }) => getDomain(host) ?? host).values()]
  return clusteredRate(sites.map((site) => ({ count: site.filter(isAlarm).length, total: site.length })))
}

/** More than a reader should be told of one redesign. */
const MANY = 3

const formatRate = ({ rate, low, high }: Rate): string =>
  `${rate.toFixed(3)} [${low.toFixed(3)}–${high.toFixed(3)}]`

export function formatChanges({ redesigns, longestRun, red, amber }: Changes): string {
  const most = redesigns.reduce((max, { visits }) => Math.max(max, visits), 0)
  const all = redesigns.reduce((sum, { visits }) => sum + visits, 0)
  return [
    `New designs that healthy visits called changed: ${redesigns.length}, on ${all} visits; one at most ${most} times, ${longestRun} in a row over all pages of a host`,
    `False alarms per redesign (95 %, clustered by site): red ${formatRate(red)}, amber ${formatRate(amber)}`,
    ...redesigns
      .filter(({ visits }) => visits > MANY)
      .map(({ session, host, from, visits }) => `  ${session} (${host}): ${visits} from visit ${from} on`),
  ].join('\n')
}
