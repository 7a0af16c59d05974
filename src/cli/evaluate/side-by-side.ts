import type { Told } from './told.ts'
import type { ListedVisit } from './visit.ts'

/** Reasons on either side of one visit that are shown. */
const REASONS = 8
const COLUMN = 52

/** The visits whose verdict is another one, with the reasons of both side by side. */
export function formatChanged(
  visits: readonly ListedVisit[],
  once: readonly Told[],
  other: readonly Told[],
): string {
  const before = new Map(other.map((told) => [told.id, told]))
  const after = new Map(once.map((told) => [told.id, told]))
  const changed = visits.flatMap((visit) => {
    const [a, b] = [before.get(visit.id), after.get(visit.id)]
    return a !== undefined && b !== undefined && a.verdict !== b.verdict ? [{ visit, a, b }] : []
  })
  const made = visits.filter(({ id }) => before.has(id) && after.has(id)).length
  const lines = changed.flatMap(({ visit, a, b }) => [
    '',
    `${visit.id} (${visit.label} ${visit.kind}, ${visit.lang ?? '–'}) ${visit.url}`,
    ...columns([head(a), ...reasonsOf(a, b)], [head(b), ...reasonsOf(b, a)]),
  ])
  return [`Changed verdicts: ${changed.length} of ${made} (left: the other, right: this)`, ...lines].join(
    '\n',
  )
}

const head = ({ verdict, points }: Told): string => `${verdict} at ${points.toFixed(2)} bits`

/** Strongest first; what says something else on the other side is marked. */
function reasonsOf({ reasons }: Told, other: Told): string[] {
  const there = new Map(other.reasons.map((reason) => [reason.id, reason.points]))
  return [...reasons]
    .sort((a, b) => Math.abs(b.points ?? 99) - Math.abs(a.points ?? 99))
    .slice(0, REASONS)
    .map(({ id, points, params }) => {
      const isSame = there.has(id) && Math.abs((there.get(id) ?? 0) - (points ?? 0)) < 0.01
      const said = params.length === 0 ? '' : ` ${params.join(', ')}`
      return `${isSame ? ' ' : '*'} ${points === undefined ? '' : `${points.toFixed(2)} `}${id}${said}`
    })
}

function columns(left: readonly string[], right: readonly string[]): string[] {
  const cut = (text: string) => (text.length > COLUMN ? `${text.slice(0, COLUMN - 1)}…` : text)
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
    `  ${cut(left[row] ?? '').padEnd(COLUMN)}  ${cut(right[row] ?? '')}`.trimEnd(),
  )
}
