import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Cluster } from '../../../postgres/cluster.ts'
import { familyTime } from './cores.ts'
import { hostOf } from './farm.ts'
import type { FarmChild } from './farm-child.ts'
import { runRound, type Workers } from './workers.ts'

/** Of so many sites one is altered in the second round and restored in the third. */
const ALTERED_OF = 20

export interface Place {
  cluster: Cluster
  farm: FarmChild
  folder: string
  sites: number
}

/** Who works in a trial. */
export interface Kind extends Workers {
  /** Whether one is killed in the middle of every round. */
  kills: boolean
}

/** Sums over the rounds; times are milliseconds, all but the first of a core. */
export interface Figures {
  checks: number
  /** From the first to the last page that was asked for. */
  span: number
  workers: number
  database: number
  farm: number
}

export const emptyFigures = (): Figures => ({ checks: 0, span: 0, workers: 0, database: 0, farm: 0 })

/** Rounds by so many workers on a database of their own. */
export class Trial {
  readonly figures = emptyFigures()
  isWell = true
  readonly #title: string
  readonly #kind: Kind
  readonly #place: Place
  readonly #file: string
  readonly #url: string
  readonly #altered: number[]
  readonly #alerts: { id: string; what: string }[] = []

  private constructor(title: string, kind: Kind, place: Place, url: string, file: string) {
    this.#title = title
    this.#kind = kind
    this.#place = place
    this.#url = url
    this.#file = file
    this.#altered = Array.from({ length: place.sites }, (_, site) => site).filter(
      (site) => site % ALTERED_OF === 0,
    )
  }

  static async prepare(title: string, kind: Kind, place: Place): Promise<Trial> {
    const { url, file } = await prepareWatch(title, place)
    return new Trial(title, kind, place, url, file)
  }

  /** One round: the first learns, in the second some sites are altered, in the third they are restored. */
  async run(round: number): Promise<void> {
    const { farm, cluster, sites } = this.#place
    const before = await farm.ask({ begin: round === 1 ? this.#altered : [] })
    const server = await postmaster(cluster.url)
    const database = familyTime(server)
    const run = await runRound(this.#file, this.#kind, async ([victim]) => {
      if (!this.#kind.kills) return
      while ((await farm.ask({})).seen.count < sites / 2) await sleep(50)
      victim?.kill('SIGKILL')
    })
    const { seen, alerts, cpu } = await farm.ask({})
    const used = familyTime(server) - database
    this.#alerts.push(...alerts.slice(before.alerts.length))
    const looks = await looksOf(this.#url)
    const missed = sites - looks.filter((count) => count > round).length
    const doubled =
      looks.filter((count) => count > round + 1).length +
      [...run.kept.values()].filter((count) => count > 1).length
    // A site that is altered, or restored, is looked at twice.
    const again = seen.count - sites - (round === 0 ? 0 : this.#altered.length)
    this.isWell &&= missed === 0 && doubled === 0 && run.unchecked === 0 && (this.#kind.kills || again === 0)
    this.figures.checks += sites
    this.figures.span += seen.span
    this.figures.workers += run.cpu
    this.figures.database += used
    this.figures.farm += cpu - before.cpu
    console.log(
      `${this.#title}, round ${round + 1}: ${sites - missed} sites checked, ${missed} missed, ${doubled} doubled, ` +
        `${run.unchecked} not to be judged, ${again} pages fetched again, ${((sites * 1_000) / seen.span).toFixed(1)} checks a ` +
        `second, ${(run.time / 1_000).toFixed(0)} s from start to end${run.errors === '' ? '' : `\n${run.errors.trimEnd()}`}`,
    )
  }

  /** Who was killed between sending and crossing off sends again with the same id, which receivers tell by. */
  sayAlerts(): void {
    const expected = this.#altered.flatMap((site) => [`${nameOf(site)} opened`, `${nameOf(site)} restored`])
    const told = new Map(this.#alerts.map(({ id, what }) => [id, what]))
    const got = new Set(told.values())
    const lost = expected.filter((what) => !got.has(what)).length
    const doubled = told.size - got.size
    console.log(
      `${this.#title}: ${expected.length} alerts expected, ${told.size} received, ${lost} lost, ${doubled} doubled, ` +
        `${this.#alerts.length - told.size} sent again with the same id`,
    )
    this.isWell &&= lost === 0 && doubled === 0 && told.size === expected.length
  }
}

/** A database of its own for a watch of all sites, and the file that says so. */
export async function prepareWatch(
  title: string,
  place: Place,
  settings: object = {},
): Promise<{ url: string; file: string }> {
  const name = title.replace(/\W+/g, '_')
  await query(place.cluster.url, `create database ${name}`)
  const url = new URL(place.cluster.url)
  url.pathname = name
  const file = join(place.folder, `${name}.json`)
  writeFileSync(file, JSON.stringify({ ...configOf(place, url.href), ...settings }))
  return { url: url.href, file }
}

const nameOf = (site: number) => `site-${String(site).padStart(5, '0')}`

const configOf = ({ farm, sites }: Place, store: string) => ({
  store,
  'allow-private': true,
  'confirm-after-seconds': 1,
  'delay-seconds': 1,
  properties: Array.from({ length: sites }, (_, site) => ({
    name: nameOf(site),
    url: `http://${hostOf(site)}:${farm.port}/page`,
  })),
  alerts: {
    desk: { type: 'webhook', url: `http://127.0.0.1:${farm.port}/`, secret: 'a secret of the bench' },
  },
})

/** How many looks were kept of each property. */
async function looksOf(url: string): Promise<number[]> {
  const rows = await query(url, 'select looks from masthead_watch.properties')
  return rows.map(({ looks }) => Number(looks))
}

/** The process that all others of a server are children of. */
export async function postmaster(url: string): Promise<number> {
  const [row] = await query(url, "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid")
  return Number(row?.pid)
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}
