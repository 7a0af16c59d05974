/** What a wave is told by: sites of one campaign, and when each was first seen altered. */
export interface Sighting {
  campaign: string
  host: string
  /** Milliseconds since the epoch. */
  at: number
}

/** A campaign that is spreading now. */
export interface Wave {
  campaign: string
  /** Sites within the last hours, and before them. */
  recent: number
  before: number
  since: number
}

const HOUR = 3_600_000
const RECENT = 6 * HOUR
/** Fewer new sites are no wave. */
const FEWEST = 5

/** Campaigns with so many new sites in the last six hours that they are spreading, the largest first. */
export function findWaves(sightings: readonly Sighting[], now: number): Wave[] {
  const waves = new Map<string, Wave>()
  const seen = new Set<string>()
  for (const { campaign, host, at } of sightings) {
    const key = `${campaign} ${host}`
    if (campaign === '' || at > now || seen.has(key)) continue
    seen.add(key)
    const wave = waves.get(campaign) ?? { campaign, recent: 0, before: 0, since: at }
    if (now - at < RECENT) wave.recent++
    else wave.before++
    wave.since = Math.min(wave.since, at)
    waves.set(campaign, wave)
  }
  return [...waves.values()].filter(({ recent }) => recent >= FEWEST).sort((a, b) => b.recent - a.recent)
}

/** Campaigns that were spreading at some time, by the number of their sites, the largest first. */
export function findPastWaves(sightings: readonly Sighting[]): string[] {
  const firsts = new Map<string, Map<string, number>>()
  for (const { campaign, host, at } of sightings) {
    if (campaign === '') continue
    const sites = firsts.get(campaign) ?? new Map<string, number>()
    sites.set(host, Math.min(at, sites.get(host) ?? at))
    firsts.set(campaign, sites)
  }
  return [...firsts]
    .filter(([, sites]) => wasWave([...sites.values()]))
    .sort(([, a], [, b]) => b.size - a.size)
    .map(([campaign]) => campaign)
}

/** Whether so many of the moments lie so close together as those of a wave. */
function wasWave(moments: number[]): boolean {
  const sorted = moments.sort((a, b) => a - b)
  return sorted.some((last, i) => last - (sorted[i - FEWEST + 1] ?? Number.NEGATIVE_INFINITY) < RECENT)
}
