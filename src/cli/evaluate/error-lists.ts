import { isAlarming } from '../../engine/verdict/verdict.ts'
import { groupBy } from '../group-by.ts'
import { align } from './align.ts'
import type { Outcome } from './replay.ts'

/** What was missed and what was wrongly accused, by crew or site: one group with ten is another matter than ten with one. */
export function formatErrors(outcomes: readonly Outcome[]): string {
  const judged = outcomes.flatMap((outcome) => ('verdict' in outcome ? [outcome] : []))
  const isFlagged = ({ verdict }: (typeof judged)[number]) => isAlarming(verdict.kind)
  const missed = judged.filter((one) => one.visit.label === 'defaced' && !isFlagged(one))
  const amber = judged.filter((one) => one.visit.label === 'defaced' && one.verdict.kind === 'suspect')
  const accused = judged.filter((one) => one.visit.label === 'clean' && isFlagged(one))
  const all = groupBy(judged, groupOf)
  const list = (title: string, some: typeof judged) => {
    const rows = [...groupBy(some, groupOf)]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([group, members]) => [
        group.slice(0, 48),
        `${members.length} of ${all.get(group)?.length ?? 0}`,
        members
          .map(({ visit, verdict }) => `${visit.id} ${verdict.kind} ${verdict.points.toFixed(1)}`)
          .join(', '),
      ])
    return `${title}: ${some.length} in ${rows.length} groups\n${rows.length === 0 ? '' : align(rows)}`
  }
  return [
    list('Defaced and not flagged', missed),
    list('Defaced and only amber', amber),
    list('Healthy and flagged', accused),
  ].join('\n\n')
}

const groupOf = ({ visit }: Outcome): string => visit.group ?? visit.session ?? visit.id
