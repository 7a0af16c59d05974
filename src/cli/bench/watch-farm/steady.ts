import { setTimeout as sleep } from 'node:timers/promises'
import { familyTime } from './cores.ts'
import { emptyFigures, type Figures, type Place, postmaster, prepareWatch } from './trial.ts'
import { runOn, type Workers } from './workers.ts'

/** Milliseconds between two looks at how far the workers are. */
const EVERY = 50

/**
 * How fast workers are that have been at it for a while: each site is due again a minute after its last look, which is
 * sooner than they come round to it. Measured over as many checks as there are sites, after each worker has done as many.
 */
export async function steadily(
  title: string,
  kind: Workers,
  place: Place,
): Promise<{ figures: Figures; isWell: boolean }> {
  const { farm, sites } = place
  const { file } = await prepareWatch(title, place, { 'every-minutes': 1 })
  await farm.ask({ begin: [] })
  const figures = emptyFigures()
  const run = await runOn(file, kind, async (used) => {
    const server = await postmaster(place.cluster.url)
    const state = async (count: number) => {
      for (;;) {
        const { seen, cpu } = await farm.ask({})
        if (seen.count >= count) return { ...seen, farm: cpu, database: familyTime(server), workers: used() }
        await sleep(EVERY)
      }
    }
    const from = await state(kind.workers * sites)
    const to = await state((kind.workers + 1) * sites)
    figures.checks = to.count - from.count
    figures.span = to.span - from.span
    for (const part of ['workers', 'database', 'farm'] as const) figures[part] = to[part] - from[part]
  })
  const counts = [...run.kept.values()]
  console.log(
    `${title}: ${counts.length} of ${sites} sites checked, the least often ${Math.min(...counts)} times and the most often ` +
      `${Math.max(...counts)}, ${run.unchecked} not to be judged${run.errors === '' ? '' : `\n${run.errors.trimEnd()}`}`,
  )
  return { figures, isWell: counts.length === sites && run.unchecked === 0 }
}
