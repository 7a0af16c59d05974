import { type Series, timeChart } from '../chart.ts'
import { INTERVAL, type SimulationResult } from './run.ts'
import { LIES, OUTAGE_HOSTING } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export interface Figure {
  name: string
  value: string
  /** Whether the goal is reached; null where there is none. */
  isReached: boolean | null
}

/** What came of it, each figure with its goal where it has one. */
export function figuresOf(result: SimulationResult): Figure[] {
  const { world, steps, publishedAt, thirdAt, red, rulings } = result
  const healthy = world.sites.filter(({ defacedAt }) => defacedAt === 0)
  const defaced = world.sites.filter(({ defacedAt }) => defacedAt !== 0)
  const wrong = healthy.filter(({ host }) => publishedAt.has(host))
  const redWrong = healthy.filter(({ host }) => red.has(host))
  const found = defaced.filter(({ host }) => publishedAt.has(host))
  const delays = found.map(({ host, defacedAt }) => (publishedAt.get(host) ?? 0) - defacedAt)
  const thirds = found
    .filter(({ host }) => thirdAt.has(host))
    .map(({ host }) => (publishedAt.get(host) ?? 0) - (thirdAt.get(host) ?? 0))
  const afterThird = thirds.map((delay) => Math.max(0, delay))
  const early = thirds.filter((delay) => delay <= 0).length / Math.max(1, thirds.length)
  const down = healthy.filter(({ hosting }) => hosting === OUTAGE_HOSTING)
  const downWrong = down.filter(({ host }) => publishedAt.has(host))
  const peak = (pick: (step: (typeof steps)[number]) => number) => Math.max(0, ...steps.map(pick))
  const daily = dailyDiffs(result)
  const share = wrong.length / healthy.length
  return [
    figure('reports sent, taken', `${result.sent}, ${result.answers.get(201) ?? 0}`),
    figure(
      'defaced sites, published',
      `${defaced.length}, ${found.length} (${percent(found.length / defaced.length)})`,
    ),
    figure('defacement to publication, median and 90 %', `${hours(delays, 0.5)} and ${hours(delays, 0.9)} h`),
    figure(
      'third honest report to publication, median',
      `${(quantile(afterThird, 0.5) / MINUTE).toFixed(1)} min of ${INTERVAL / MINUTE} between publications; ${percent(early)} published before it`,
      quantile(afterThird, 0.5) <= INTERVAL,
    ),
    figure(
      'rulings of moderators, mistaken',
      `${rulings.made}, ${rulings.mistaken}; ${red.size} sites made red`,
    ),
    figure(
      'healthy sites published as red',
      `${redWrong.length} of ${healthy.length}`,
      redWrong.length === 0,
    ),
    figure('healthy sites published as suspect', `${wrong.length} of ${healthy.length}`, share <= 1 / 10_000),
    ...LIES.map((lie) =>
      figure(`lies: ${lie}`, `${result.lies.get(lie) ?? 0} reports, ${achieved(result, lie)}`),
    ),
    figure(
      'better tokens earned, by readers and by liars',
      `${result.earned.honest}, ${result.earned.liars}; ${result.earned.refused} newcomers’ tokens refused`,
    ),
    figure(
      'sites of the host that was down',
      `${down.length}, published as defaced ${downWrong.length}`,
      downWrong.length === 0,
    ),
    figure('campaigns found, purity', campaigns(result)),
    figure('database', `${(result.databaseBytes / 1e6).toFixed(0)} MB`),
    figure(
      'incidents file, largest',
      `${peak(({ incidents }) => incidents)} bytes`,
      peak(({ incidents }) => incidents) <= 600_000,
    ),
    figure(
      'whole feed, largest',
      `${peak(({ total }) => total)} bytes`,
      peak(({ total }) => total) <= 12_000_000,
    ),
    figure('diff from one publication to the next, largest', `${peak(({ diff }) => diff)} bytes`),
    figure('diffs of a day added up, largest', `${daily} bytes`),
    figure(
      'diff of a day, largest',
      `${peak(({ dayDiff }) => dayDiff)} bytes`,
      peak(({ dayDiff }) => dayDiff) <= 100_000,
    ),
  ]
}

const figure = (name: string, value: string, isReached: boolean | null = null): Figure => ({
  name,
  value,
  isReached,
})

function achieved({ world, publishedAt, states }: SimulationResult, lie: (typeof LIES)[number]): string {
  const targets = new Set(world.sendings.filter((one) => one.lie === lie).map(({ site }) => site))
  if (lie === 'denial')
    return `${[...targets].filter(({ host }) => !publishedAt.has(host)).length} of ${targets.size} sites never published`
  const held = new Set(states.filter(({ state }) => state === 'held').map(({ host }) => host))
  const hit = [...targets].filter(({ host }) => publishedAt.has(host)).length
  return `${hit} of ${targets.size} sites published, ${[...targets].filter(({ host }) => held.has(host)).length} held for people`
}

/** Share of the published sites that are in a campaign most of whose sites are the same crew's. */
function campaigns({ world, states }: SimulationResult): string {
  const crews = new Map<string, number[]>()
  for (const { host, campaign } of states) {
    const site = world.siteOf(host)
    if (campaign === '' || site === undefined) continue
    crews.set(campaign, [...(crews.get(campaign) ?? []), site.crew])
  }
  let pure = 0
  let all = 0
  for (const members of crews.values()) {
    const counts = new Map<number, number>()
    for (const crew of members) counts.set(crew, (counts.get(crew) ?? 0) + 1)
    pure += Math.max(...counts.values())
    all += members.length
  }
  return `${crews.size}, ${percent(all === 0 ? 0 : pure / all)}`
}

function dailyDiffs({ steps }: SimulationResult): number {
  const days = new Map<number, number>()
  for (const { at, diff } of steps) {
    const day = Math.floor((at - 1) / (24 * HOUR))
    days.set(day, (days.get(day) ?? 0) + diff)
  }
  return Math.max(0, ...days.values())
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.POSITIVE_INFINITY
}

const hours = (values: readonly number[], share: number): string =>
  (quantile(values, share) / HOUR).toFixed(1)
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

export function printFigures(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length))
  return figures
    .map(({ name, value, isReached }) => {
      const mark = isReached === null ? ' ' : isReached ? '✓' : '✗'
      return `${mark} ${name.padEnd(width)}  ${value}`
    })
    .join('\n')
}

/** Sites that are defaced, those that are published, and healthy ones that are, over the days. */
export function chartOf({ steps }: SimulationResult): string {
  const line = (
    name: string,
    colour: string,
    dash: string,
    pick: (step: (typeof steps)[number]) => number,
  ): Series => ({
    name,
    colour,
    dash,
    points: steps.filter((_, i) => i % 6 === 0).map((step) => [step.at, pick(step)] as const),
  })
  return timeChart('Defaced and published sites', [
    line('defaced', '#a3001b', '', ({ defaced }) => defaced),
    line('published', '#1b5fa3', '6 3', ({ published }) => published),
    line('wrongly published', '#8a5300', '2 3', ({ wrong }) => wrong),
  ])
}
