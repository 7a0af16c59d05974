import type { PropertyCheck, PropertyIncident } from '../../messages.ts'

/** The picture's own units; the style sheet says how large it is drawn. */
export const WIDTH = 640
export const HEIGHT = 120

export interface Point {
  x: number
  y: number
}

/** The likeness of a page over time, as lines and marks. */
export interface DriftShape {
  /** Runs of checks that could be told; a gap is a check that could not. */
  lines: Point[][]
  /** Checks that could not be judged, on the ground. */
  crosses: number[]
  /** Incidents, from one place to another. */
  bands: { from: number; to: number }[]
}

/** Draws the checks from the first to the last; null where there are no two that can be told. */
export function driftShape(
  checks: readonly PropertyCheck[],
  incidents: readonly PropertyIncident[],
): DriftShape | null {
  const first = checks[0]?.at ?? 0
  const last = checks.at(-1)?.at ?? 0
  if (checks.filter(({ match }) => match !== null).length < 2 || last <= first) return null
  // What began before, or goes on, ends at the edge of the picture.
  const place = (at: number) =>
    Math.round((Math.min(Math.max((at - first) / (last - first), 0), 1) * WIDTH + Number.EPSILON) * 10) / 10
  const lines: Point[][] = [[]]
  for (const { at, match } of checks) {
    if (match === null) lines.push([])
    else lines.at(-1)?.push({ x: place(at), y: Math.round((1 - match) * HEIGHT * 10) / 10 })
  }
  return {
    lines: lines.filter((line) => line.length > 0),
    crosses: checks.filter(({ why, shown }) => why !== null || isSilent(shown)).map(({ at }) => place(at)),
    bands: incidents
      .filter(({ firstSeen, restoredAt }) => firstSeen <= last && (restoredAt ?? last) >= first)
      .map(({ firstSeen, restoredAt }) => ({ from: place(firstSeen), to: place(restoredAt ?? last) })),
  }
}

const isSilent = (shown: PropertyCheck['shown']): boolean =>
  shown === 'unavailable' || shown === 'undetermined'
