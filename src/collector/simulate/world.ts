import type { FetchedPage } from '../believe/fetch-page.ts'
import { CREW_COUNT, healthyPage, OUTAGE, poster, SHELL } from './pages.ts'
import { Chance } from './random.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

export interface WorldOptions {
  /** Sites that are defaced; as many more stay well. */
  sites: number
  readers: number
  /** Share of readers who lie. */
  liars: number
  days: number
  start: number
  seed: number
}

export interface Site {
  host: string
  index: number
  hosting: number
  /** Whether a program sees what a reader sees. */
  canBeSeen: boolean
  /** 0 for never. */
  defacedAt: number
  restoredAt: number
  crew: number
}

export const LIES = ['newspaper', 'flood', 'random', 'denial'] as const
export type Lie = (typeof LIES)[number]

/** Somebody sends a report. */
export interface Sending {
  at: number
  reader: number
  site: Site
  kind: 'defaced' | 'healthy'
  /** Null for somebody who says what is seen. */
  lie: Lie | null
}

/** A host's machines, all down for a while. */
export const OUTAGE_HOSTING = 7
const HOSTINGS = 200
const NEWSPAPERS = 20
const UNSEEN = 0.02

/** An invented internet, and everything that its readers will report. */
export class World {
  readonly sites: Site[] = []
  readonly sendings: Sending[] = []
  readonly outage: { from: number; to: number }
  readonly #byHost = new Map<string, Site>()

  constructor(readonly options: WorldOptions) {
    const chance = new Chance(options.seed)
    this.outage = { from: options.start + 2.5 * DAY, to: options.start + 2.5 * DAY + 9 * HOUR }
    for (let i = 0; i < options.sites * 2; i++) this.#addSite(chance, i)
    this.#addHonest(chance)
    this.#addOutageReports(chance)
    this.#addLies(chance)
    this.sendings.sort((a, b) => a.at - b.at)
  }

  #addSite(chance: Chance, index: number): void {
    const { sites, days, start } = this.options
    const crew = chance.below(CREW_COUNT)
    // Each crew has its wave: most of its sites within a day of its beginning.
    const wave = start + ((crew + 0.5) / CREW_COUNT) * days * DAY - DAY / 2
    const isDefaced = index < sites
    const at = Math.min(start + days * DAY - HOUR, Math.max(start, wave + chance.wait(10 * HOUR)))
    const site: Site = {
      host: `www.${isDefaced ? 'commune' : index < sites + NEWSPAPERS ? 'journal' : 'ville'}-${index}.example`,
      index,
      hosting: chance.below(HOSTINGS),
      canBeSeen: chance.next() >= UNSEEN,
      defacedAt: isDefaced ? at : 0,
      restoredAt: isDefaced ? at + 2 * HOUR + chance.wait(20 * HOUR) : 0,
      crew,
    }
    this.sites.push(site)
    this.#byHost.set(site.host, site)
  }

  #addHonest(chance: Chance): void {
    const honest = Math.floor(this.options.readers * (1 - this.options.liars))
    for (const site of this.sites) {
      if (site.defacedAt === 0) continue
      const visitors = 2 + Math.floor(chance.wait(3))
      for (let i = 0; i < visitors; i++) {
        const at = site.defacedAt + chance.wait(5 * HOUR)
        if (at < site.restoredAt)
          this.sendings.push({ at, reader: chance.below(honest), site, kind: 'defaced', lie: null })
      }
    }
  }

  /** Readers in good faith who take an outage for an attack. */
  #addOutageReports(chance: Chance): void {
    const { from, to } = this.outage
    for (const site of this.sites) {
      if (site.hosting !== OUTAGE_HOSTING || site.defacedAt !== 0) continue
      for (let i = 0; i < 5; i++)
        this.sendings.push({
          at: from + chance.next() * (to - from),
          reader: chance.below(this.options.readers),
          site,
          kind: 'defaced',
          lie: null,
        })
    }
  }

  #addLies(chance: Chance): void {
    const { readers, liars, sites, start, days } = this.options
    const first = Math.floor(readers * (1 - liars))
    for (let reader = first; reader < readers; reader++) {
      const share = (reader - first) / (readers - first)
      const lie: Lie = share < 0.4 ? 'newspaper' : share < 0.5 ? 'flood' : share < 0.9 ? 'random' : 'denial'
      for (let i = 0; i < (lie === 'flood' ? 8 : 1); i++) {
        const index =
          lie === 'newspaper'
            ? sites + chance.below(NEWSPAPERS)
            : lie === 'denial'
              ? chance.below(sites)
              : sites + NEWSPAPERS + chance.below(sites - NEWSPAPERS)
        const site = this.sites[index]
        if (site === undefined) continue
        const spread =
          lie === 'newspaper' ? start + DAY + chance.next() * 12 * HOUR : start + chance.next() * days * DAY
        const at = lie === 'denial' ? site.defacedAt + chance.wait(3 * HOUR) : spread
        this.sendings.push({ at, reader, site, kind: lie === 'denial' ? 'healthy' : 'defaced', lie })
      }
    }
  }

  siteOf(host: string): Site | undefined {
    return this.#byHost.get(host)
  }

  isDefaced({ defacedAt, restoredAt }: Site, now: number): boolean {
    return defacedAt !== 0 && now >= defacedAt && now < restoredAt
  }

  isDown({ hosting }: Site, now: number): boolean {
    return hosting === OUTAGE_HOSTING && now >= this.outage.from && now < this.outage.to
  }

  /** What the collector gets when it opens a page. */
  open(url: string, now: number): FetchedPage {
    const site = this.#byHost.get(new URL(url).hostname)
    if (site === undefined) return { ok: false, why: 'there is no such host', hosting: '' }
    const hosting = `h${site.hosting}`
    if (this.isDown(site, now))
      return site.index % 2 === 0
        ? { ok: false, why: 'nobody answers', hosting }
        : { ok: true, url, status: 503, html: OUTAGE, hosting }
    if (!site.canBeSeen) return { ok: true, url, status: 200, html: SHELL, hosting }
    const html = this.isDefaced(site, now) ? poster(site.crew, site.index) : healthyPage(site.index)
    return { ok: true, url, status: 200, html, hosting }
  }

  /** Where a reader's reports come from: 60,000 neighbourhoods in 3,000 networks. */
  addressOf(reader: number): string {
    const network = (reader * 7) % 3_000
    return `${20 + Math.floor(network / 250)}.${network % 250}.${(reader * 13) % 20}.1`
  }
}
