import { type Decision, rule } from '../believe/moderate.ts'
import type { Database } from '../database/open.ts'
import { queueOf } from '../site/queue.ts'
import { Chance } from './random.ts'
import type { Site, World } from './world.ts'

const HOUR = 3_600_000
/** Who looks through the queue, each for eight hours of the day, and how many cases each gets to between two publications. */
const PEOPLE = ['Ada', 'Bo', 'Cyd', 'Dag', 'Eve', 'Fay'] as const
const SHIFT = 8
const CASES = 5
/** How often one of them takes a page for the other kind. */
const MISTAKES = 0.01

/** What the moderators did. */
export interface Rulings {
  made: number
  mistaken: number
}

/** People who open the pages of the queue themselves, and are wrong at times. */
export class Moderators {
  readonly rulings: Rulings = { made: 0, mistaken: 0 }
  readonly #chance: Chance
  readonly #judged = new Set<string>()

  constructor(
    private readonly database: Database,
    private readonly world: World,
  ) {
    this.#chance = new Chance(world.options.seed + 1)
  }

  /** Whoever is on duty goes through the first cases that they have not decided yet. */
  async turn(now: number): Promise<void> {
    const hour = Math.floor(now / HOUR) % 24
    for (const [i, person] of PEOPLE.entries()) {
      const begins = (i * 24) / PEOPLE.length
      if ((hour - begins + 24) % 24 >= SHIFT) continue
      let left = CASES
      for (const { id, host, state } of await queueOf(this.database)) {
        if (left === 0) break
        const site = this.world.siteOf(host)
        if (site === undefined || this.#judged.has(`${person} ${id}`)) continue
        const decision = this.#see(site, state === 'suspect' || state === 'defaced', now)
        if (decision === null) continue
        left--
        this.#judged.add(`${person} ${id}`)
        await rule(this.database, { id, moderator: person, ...decision }, { now, looks: true })
      }
    }
  }

  /** What somebody makes of a page; null for one that does not answer, or that is well again and will be found so. */
  #see(site: Site, isPublished: boolean, now: number): { decision: Decision; reason: string } | null {
    if (this.world.isDown(site, now)) return null
    const isDefaced = this.world.isDefaced(site, now)
    if (!isDefaced && isPublished && site.defacedAt !== 0) return null
    const isMistaken = this.#chance.next() < MISTAKES
    this.rulings.made++
    if (isMistaken) this.rulings.mistaken++
    return { decision: isDefaced === isMistaken ? 'rejected' : 'defaced', reason: 'seen' }
  }
}
