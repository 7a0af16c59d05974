import { observeHtml } from '../../../engine/page/html.ts'
import { isCalm } from '../../../engine/verdict/verdict.ts'
import { ensureTranslations } from '../../ensure-translations.ts'
import { type Checked, check } from '../check.ts'
import { openDatabase } from '../database/open.ts'
import type { CheckRecord, PropertyRecord } from '../database/schema.ts'
import { tellPages } from '../incident-news.ts'
import { notifyOf } from '../notify.ts'
import { ElsewhereError, fetchOutside, type WholePage } from '../outside/fetch-outside.ts'
import { askOwner } from '../owner/pins.ts'
import { currentWeights } from '../sensitivity.ts'
import { standingOf } from '../watching.ts'
import { freshContacts } from './contacts.ts'
import { keepLook } from './keep-look.ts'
import { changeProperty, dueAt, isToTeach, MINUTE, withCheck } from './property.ts'

/** Minutes after which a look that never came to an end is tried again. */
const RETRY = 5
/** Bytes of a page that is judged, and kept as evidence. */
export const PAGE_BOUND = 10_000_000

/**
 * Looks at a property once: as anybody would be shown it, and on the path that every page takes. What is alarming is
 * looked at a second time, half a minute later, before anything is said of it. A worker that is stopped at any point
 * leaves the round to be gone on with. `isAsked` does not wait until it is due.
 */
export async function lookAtProperty(url: string, isAsked = false): Promise<void> {
  const property = await claim(url, isAsked)
  if (property?.round == null) return
  await ensureTranslations()
  const page = await pageOf(property)
  if (typeof page === 'string') await keepFailure(property, page)
  else await judged(property, property.round, page)
  tellPages()
}

/** Takes a property that is due, and writes down beforehand when it is tried again should this be the end of the worker. */
async function claim(url: string, isAsked: boolean): Promise<PropertyRecord | null> {
  const now = Date.now()
  return changeProperty(url, (property) => {
    const isSecond = property.round !== null && property.round.number > 1
    // The second look needs its distance from the first, whoever asks.
    if (dueAt(property, now) > now && (!isAsked || isSecond)) return null
    const round = property.round ?? { visit: crypto.randomUUID(), number: 1 }
    return { ...property, round, nextAt: now + RETRY * MINUTE }
  })
}

/** The page, or why there is none to be judged. */
async function pageOf({ url, host }: PropertyRecord): Promise<WholePage | NonNullable<CheckRecord['why']>> {
  const { watching, domain } = await standingOf(host)
  if (watching !== 'watched') return 'not-allowed'
  try {
    const page = await fetchOutside(url, PAGE_BOUND + 1)
    if (page.body.length > PAGE_BOUND) return 'too-large'
    // Another site that looks well says nothing of this one.
    if ((await standingOf(new URL(page.url).hostname)).domain !== domain) return 'elsewhere'
    const [, type = 'text/html'] = page.response.find(([name]) => name === 'content-type') ?? []
    return /^(?:text\/|application\/xhtml\+xml)/i.test(type) ? page : 'no-page'
  } catch (error) {
    console.warn(error)
    return error instanceof ElsewhereError ? 'elsewhere' : 'no-answer'
  }
}

async function judged(
  property: PropertyRecord,
  round: NonNullable<PropertyRecord['round']>,
  page: WholePage,
): Promise<void> {
  const now = Date.now()
  const host = new URL(page.url).hostname
  const look = {
    visit: round.visit,
    number: round.number,
    settled: round.number > 1,
    isOutside: true,
    tab: NO_TAB,
    host,
    url: page.url,
    weights: await currentWeights(),
    teaches: isToTeach(property, now),
    observe: () => observeHtml(page.html, { url: page.url, status: page.status, at: now }),
  }
  const checked = await check(await openDatabase(), look, now, {
    keepMore: (transaction, seen) => keepLook(transaction, seen, { url: property.url, round, page, now }),
  }).catch((error: unknown) => {
    // A page that the judge stumbles over must not keep the others from being looked at.
    console.error(error)
    return null
  })
  if (checked === null) return keepFailure(property, 'not-judged')
  tellPages()
  await tell(property, checked, host).catch((error: unknown) => console.error(error))
  if (!isCalm(checked.verdict.kind)) return
  await askOwner(host, now).catch((error: unknown) => console.warn(error))
  await freshContacts(property.url, page.url, now)
}

/** What cannot be told now stays written down, and is told at the next alarm. */
async function tell({ url }: PropertyRecord, checked: Checked, host: string): Promise<void> {
  await notifyOf(checked, host, true)
  if (checked.turn !== null) await changeProperty(url, (one) => ({ ...one, untold: null }))
}

/** No tab shows what is looked at here. */
const NO_TAB = -1

/** What could not be judged is no alarm, and ends the round: what was alarming has to be so twice in a row. */
async function keepFailure({ url }: PropertyRecord, why: NonNullable<CheckRecord['why']>): Promise<void> {
  const shown = why === 'no-answer' ? 'unavailable' : 'undetermined'
  const database = await openDatabase()
  const transaction = database.transaction(['properties', 'visits'], 'readwrite')
  const property = await transaction.objectStore('properties').get(url)
  if (property !== undefined) {
    if (property.round !== null) await transaction.objectStore('visits').delete(property.round.visit)
    const check = { at: Date.now(), shown, match: null, why } as const
    await transaction.objectStore('properties').put({ ...withCheck(property, check), verdict: null })
  }
  await transaction.done
}
