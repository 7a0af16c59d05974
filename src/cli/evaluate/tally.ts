import type { VERDICT_KINDS, VerdictKind } from '../../engine/verdict/verdict.ts'
import { type FalseAlarms, falseAlarms } from './false-alarms.ts'
import type { Outcome } from './replay.ts'
import { wilson } from './wilson.ts'

export interface Row {
  name: string
  n: number
  counts: Record<VerdictKind, number>
  red: Share
  flagged: Share
}

export interface Share {
  share: number
  low: number
  high: number
}

export interface Tables {
  overall: Row[]
  kinds: Row[]
  languages: Row[]
  falseAlarms: FalseAlarms
}

/** Counts verdicts overall, by kind and by language; each row is of one label. */
export function tally(outcomes: readonly Outcome[]): Tables {
  const judged = outcomes.flatMap((outcome) => ('verdict' in outcome ? [outcome] : []))
  const rows = (nameOf: (outcome: (typeof judged)[number]) => string): Row[] => {
    const groups = new Map<string, VerdictKind[]>()
    for (const outcome of judged) {
      const name = nameOf(outcome)
      const kinds = groups.get(name)
      if (kinds === undefined) groups.set(name, [outcome.verdict.kind])
      else kinds.push(outcome.verdict.kind)
    }
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, kinds]) => toRow(name, kinds))
  }
  return {
    overall: rows(({ visit }) => visit.label),
    kinds: rows(({ visit }) => `${visit.label} ${visit.kind}`),
    languages: rows(({ visit }) => `${visit.label} ${visit.lang ?? '–'}`),
    falseAlarms: falseAlarms(outcomes),
  }
}

function toRow(name: string, kinds: readonly VerdictKind[]): Row {
  const count = (kind: VerdictKind) => kinds.filter((one) => one === kind).length
  const counts = {
    intact: count('intact'),
    unfamiliar: count('unfamiliar'),
    changed: count('changed'),
    unavailable: count('unavailable'),
    undetermined: count('undetermined'),
    suspect: count('suspect'),
    defaced: count('defaced'),
  } satisfies Record<(typeof VERDICT_KINDS)[number], number>
  const share = (part: number): Share => ({ share: part / kinds.length, ...wilson(part, kinds.length) })
  return {
    name,
    n: kinds.length,
    counts,
    red: share(counts.defaced),
    flagged: share(counts.defaced + counts.suspect),
  }
}
