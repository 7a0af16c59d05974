import type { Weights } from '../../engine/verdict/weights.ts'
import { groupBy } from '../group-by.ts'
import { drawChart } from './chart.ts'
import type { Outcome } from './replay.ts'
import { wilson } from './wilson.ts'

/** A visit's points, and whether it is defaced by its label. */
export interface Scored {
  points: number
  isDefaced: boolean
}

export const scoredOf = (outcomes: readonly Outcome[]): Scored[] =>
  outcomes.flatMap((outcome) =>
    'verdict' in outcome
      ? [{ points: outcome.verdict.points, isDefaced: outcome.visit.label === 'defaced' }]
      : [],
  )

/** Bits of one bin; what lies further out than the last goes into it. */
const BIN = 2
const OUTMOST = 4

/** Bins of equal width: mean points, and how many of the visits are defaced. */
export function calibrationBins(scored: readonly Scored[]): { points: number; n: number; defaced: number }[] {
  const binOf = ({ points }: Scored) =>
    String(Math.min(OUTMOST, Math.max(-OUTMOST, Math.floor(points / BIN))))
  return [...groupBy(scored, binOf).values()].map((some) => ({
    points: some.reduce((all, { points }) => all + points, 0) / some.length,
    n: some.length,
    defaced: some.filter(({ isDefaced }) => isDefaced).length,
  }))
}

/** What share of the defaced pages is reached at each number of false alarms, from the strictest threshold on. */
export function detectionCurve(
  scored: readonly Scored[],
): { threshold: number; alarms: number; found: number }[] {
  const healthy = scored.filter(({ isDefaced }) => !isDefaced).length
  const defaced = scored.length - healthy
  const sorted = [...scored].sort((a, b) => b.points - a.points)
  let alarms = 0
  let found = 0
  return sorted.flatMap(({ points, isDefaced }, index) => {
    if (isDefaced) found++
    else alarms++
    if (sorted[index + 1]?.points === points) return []
    return [{ threshold: points, alarms: alarms / Math.max(1, healthy), found: found / Math.max(1, defaced) }]
  })
}

const share = (points: number): number => 1 / (1 + 2 ** -points)
const percents = [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, text: `${Math.round(at * 100)} %` }))

/** Said and seen: what share of the pages is defaced at the odds that the points are, on the lists' own mixture. */
export function calibrationPlot(scored: readonly Scored[]): string {
  const bits = [-8, -6, -4, -2, 0, 2, 4, 6, 8]
  const inside = (points: number) => Math.min(8, Math.max(-8, points))
  return drawChart({
    title: 'Calibration: points said, share seen',
    x: {
      name: 'points (bits, log₂ of the odds)',
      from: -8,
      to: 8,
      ticks: bits.map((at) => ({ at, text: String(at) })),
    },
    y: { name: 'share of pages that are defaced', from: 0, to: 1, ticks: percents },
    lines: [
      {
        dots: Array.from({ length: 65 }, (_, step) => ({ x: step / 4 - 8, y: share(step / 4 - 8) })),
        colour: '#888',
        isDashed: true,
      },
    ],
    dots: calibrationBins(scored).map(({ points, n, defaced }) => ({
      x: inside(points),
      y: defaced / n,
      ...wilson(defaced, n),
    })),
  })
}

/** Less than this cannot be told from nothing on a chart. */
const LEAST = 0.0001

/** Detection against false alarms, with the two thresholds on it. */
export function detectionPlot(scored: readonly Scored[], { thresholds }: Weights): string {
  const log = (alarms: number) => Math.log10(Math.max(LEAST, alarms))
  const curve = detectionCurve(scored)
  const at = (name: string, threshold: number) => {
    const last = curve.filter((one) => one.threshold >= threshold).at(-1)
    return last === undefined
      ? []
      : [{ x: log(last.alarms), y: last.found, name: `${name} (${threshold} bits)` }]
  }
  return drawChart({
    title: 'Detection and false alarms by points alone',
    x: {
      name: 'healthy pages at or over the threshold',
      from: -4,
      to: 0,
      ticks: ['≤ 0.01 %', '0.1 %', '1 %', '10 %', '100 %'].map((text, index) => ({ at: index - 4, text })),
    },
    y: { name: 'defaced pages at or over the threshold', from: 0, to: 1, ticks: percents },
    lines: [{ dots: curve.map(({ alarms, found }) => ({ x: log(alarms), y: found })), colour: '#1a56b0' }],
    dots: [...at('red', thresholds.defaced), ...at('amber', thresholds.suspect)],
  })
}
