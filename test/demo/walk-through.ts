import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { StoredVisit } from '../../src/cli/browser/stored.ts'
import type { TestPage } from '../pages/read-pages.ts'
import type { NewsroomSite } from './newsroom-site.ts'
import type { Reader } from './reader.ts'
import type { Stop } from './tour.ts'

/** Milliseconds in which a page that nobody warns of keeps its calm, and in which any verdict has been reached. */
const CALM = 1_500
const PATIENCE = 20_000
const POLL = 100

export interface Visited {
  stop: Stop
  url: string
  visit: StoredVisit | null
  isWarned: boolean
}

export interface Tour {
  reader: Reader
  site: NewsroomSite
  pages: ReadonlyMap<string, TestPage>
  /** Where pictures are put. */
  folder: string
}

/** Visits a page, waits for what the extension makes of it, and takes pictures where the reader was told something. */
export async function makeStop(tour: Tour, stop: Stop, number: number): Promise<Visited> {
  const { reader, site } = tour
  const page = tour.pages.get(stop.page)
  if (page === undefined) throw new Error(`There is no page "${stop.page}" in test/pages.`)
  const url = stop.at ?? page.url
  site.show(page, url)
  const before = new Set((await reader.visits()).map(({ visit }) => visit))
  await reader.goto(url)
  const visit = await settled(reader, before)
  const isWarned = await isOnWarning(reader)
  if (visit !== null)
    await takePictures(tour, `${String(number).padStart(2, '0')}-${stop.page}`, visit, isWarned)
  return { stop, url, visit, isWarned }
}

const isOnWarning = async (reader: Reader) => (await reader.location()).includes('-extension://')

/** The visit once its verdict will not change any more, or whatever there is when patience ends. */
async function settled(reader: Reader, before: ReadonlySet<string>): Promise<StoredVisit | null> {
  const end = performance.now() + PATIENCE
  let last: StoredVisit | null = null
  let looks = 0
  let since = performance.now()
  while (performance.now() < end) {
    const visit = (await reader.visits()).find((one) => !before.has(one.visit)) ?? null
    if (visit !== null && visit.looks.length !== looks) since = performance.now()
    looks = visit?.looks.length ?? 0
    last = visit
    if (await isOnWarning(reader)) return last
    // A red look that waits for its second one is shown as amber meanwhile.
    const isFinal = last !== null && last.shown === last.verdict.kind && isDone(last)
    if (isFinal && performance.now() - since > CALM) return last
    await pause(POLL)
  }
  return last
}

const isDone = ({ shown, looks }: StoredVisit): boolean =>
  (shown !== 'suspect' && shown !== 'undetermined') || looks.at(-1)?.settled === true

async function takePictures({ reader, folder }: Tour, name: string, visit: StoredVisit, isWarned: boolean) {
  const picture = (kind: string, png: Buffer) => writeFile(join(folder, `${name}-${kind}.png`), png)
  if (isWarned) return picture('warning', await reader.warning())
  await picture(visit.shown === 'suspect' ? 'banner' : 'page', await reader.picture())
  await picture('popup', await reader.popup())
}
