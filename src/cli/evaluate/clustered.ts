import { wilson } from './wilson.ts'

/** What was counted of one cluster: alarms among visits, or days with one among days. */
export interface Cluster {
  count: number
  total: number
}

export interface Rate {
  rate: number
  low: number
  high: number
}

const Z = 1.959964
/**
 * How alike two visits to one site are taken to be where no alarm says anything about it: the upper end of what
 * studies with clusters commonly plan for (0.01 to 0.1).
 */
const ASSUMED_CORRELATION = 0.1

/**
 * A share with its 95 % interval where what is counted comes in clusters: ten alarms of one site tell less than ten of
 * ten sites. The variance is that of a ratio between clusters (Cochran, Sampling Techniques, 1977, section 6.3); it makes
 * an effective number (Korn and Graubard, Survey Methodology 24, 1998), which goes into Wilson's interval, of the
 * best of those that Franco, Little, Louis and Slud compare (J. Survey Statistics and Methodology 7, 2019).
 * Where nothing was counted: from 0 to 3 in the effective number (rule of three, Hanley and Lippman-Hand 1983).
 */
export function clusteredRate(clusters: readonly Cluster[]): Rate {
  const total = sum(clusters.map((one) => one.total))
  const count = sum(clusters.map((one) => one.count))
  if (total === 0) return { rate: 0, low: 0, high: 1 }
  const rate = count / total
  if (count === 0) return { rate, low: 0, high: Math.min(1, 3 / effectiveOfNone(clusters, total)) }
  const number = effectiveNumber(clusters, rate, total)
  return { rate, ...wilson(rate * number, number) }
}

/** How many independent visits would tell as much; never more than there are. */
function effectiveNumber(clusters: readonly Cluster[], rate: number, total: number): number {
  const k = clusters.length
  if (k < 2) return 1
  const spread = sum(clusters.map((one) => (one.count - rate * one.total) ** 2))
  const variance = ((k / (k - 1)) * spread) / total ** 2
  const alone = (rate * (1 - rate)) / total
  const effect = alone === 0 ? 1 : Math.max(1, variance / alone)
  return (total / effect) * (student(total - 1) / student(k - 1)) ** 2
}

/** Kish's design effect for clusters of unequal size (Survey Sampling, 1965), with the correlation assumed. */
function effectiveOfNone(clusters: readonly Cluster[], total: number): number {
  const size = sum(clusters.map((one) => one.total ** 2)) / total
  return total / (1 + (size - 1) * ASSUMED_CORRELATION)
}

/** Student's 97.5 % point by its expansion (Abramowitz and Stegun 26.7.5): good to 1 % from four degrees of freedom. */
function student(freedom: number): number {
  const first = (Z ** 3 + Z) / 4
  const second = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96
  const third = (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384
  return Z + first / freedom + second / freedom ** 2 + third / freedom ** 3
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
