import { observeHtml } from '../../../engine/page/html.ts'
import { higher } from '../../../engine/signature/comparison.ts'
import { judge } from '../../../engine/verdict/judge.ts'
import type { VerdictKind } from '../../../engine/verdict/verdict.ts'
import type { OutsideView } from '../../messages.ts'
import { openDatabase } from '../database/open.ts'
import { fromRecord } from '../database/sites.ts'
import { Failed } from '../failed.ts'
import { feedAbout } from '../feed/words.ts'
import { patterns } from '../lists.ts'
import { ownerAuthority } from '../owner/pins.ts'
import { withoutTracking } from '../page-address.ts'
import { currentWeights } from '../sensitivity.ts'
import { standingOf } from '../watching.ts'
import { fetchOutside } from './fetch-outside.ts'

const SAYS: Record<VerdictKind, OutsideView['says']> = {
  defaced: 'altered',
  suspect: 'altered',
  intact: 'well',
  unfamiliar: 'well',
  changed: 'well',
  unavailable: 'nothing',
  undetermined: 'nothing',
}

/**
 * Looks at a page of a watched site once more, as somebody who is not the reader would be shown it. Nothing of it is
 * learned or kept: what anybody is sent who asks without cookies can be another page than the reader's.
 */
export async function lookOutside({ url }: { url: string }): Promise<OutsideView> {
  const { hostname } = new URL(url)
  if ((await standingOf(hostname)).watching !== 'watched')
    throw new Failed(`${hostname} is not watched, so it is not asked.`, 'failure_not_watched', [hostname])
  const page = await fetchOutside(withoutTracking(url)).catch((error: unknown) => {
    console.warn(error)
    return null
  })
  if (page === null) return { says: 'nothing' }
  const now = Date.now()
  const host = new URL(page.url).hostname
  const [set, weights, record, { word, authority }] = await Promise.all([
    patterns(),
    currentWeights(),
    openDatabase().then((database) => database.get('sites', host)),
    feedAbout(page.url, now),
  ])
  const { kind } = judge({
    observation: observeHtml(page.html, { url: page.url, status: page.status, at: now }),
    site: fromRecord(record),
    authority: higher(await ownerAuthority(host, authority, now), authority),
    patterns: set,
    weights,
    feed: word,
  })
  return { says: SAYS[kind] }
}
