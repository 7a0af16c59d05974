/** A reported site with what stands behind it. */
export interface HostedSite {
  host: string
  /** What its server has in common with others: a network prefix; empty where it is not known. */
  hosting: string
  isUnreachable: boolean
}

/** Fewer sites say nothing of what they stand on. */
const FEWEST = 5
const MOST_OF = 0.6

/** What is down as a whole: most of the reported sites on it do not answer. That is an outage and no attack. */
export function findOutages(sites: readonly HostedSite[]): Set<string> {
  const counts = new Map<string, { all: number; unreachable: number }>()
  for (const { hosting, isUnreachable } of sites) {
    if (hosting === '') continue
    const count = counts.get(hosting) ?? { all: 0, unreachable: 0 }
    count.all++
    if (isUnreachable) count.unreachable++
    counts.set(hosting, count)
  }
  return new Set(
    [...counts]
      .filter(([, { all, unreachable }]) => all >= FEWEST && unreachable >= all * MOST_OF)
      .map(([hosting]) => hosting),
  )
}
