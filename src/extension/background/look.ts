import browser from 'webextension-polyfill'
import { observeRecord, parseRecord } from '../../engine/page/record.ts'
import { isCalm } from '../../engine/verdict/verdict.ts'
import { ensureTranslations } from '../ensure-translations.ts'
import type { BannerText, LookAnswer } from '../messages.ts'
import { direction, reasonText, text } from '../texts.ts'
import { showVerdict } from './badge.ts'
import { type Checked, check, type LookToCheck } from './check.ts'
import { openDatabase } from './database/open.ts'
import { tellPages } from './incident-news.ts'
import { notifyOf } from './notify.ts'
import { askOwner } from './owner/pins.ts'
import type { PageSender } from './sender.ts'
import { currentWeights } from './sensitivity.ts'
import { STORAGE_FAILURE } from './storage-failure.ts'
import { noteTaken, shownIncidents } from './warned-pages.ts'
import { warningUrl } from './warning-url.ts'

/** A look as it arrives: checked around the page's record, not yet in it. */
export interface ReceivedLook {
  visit: string
  number: number
  settled: boolean
  record: unknown
}

/** Checks one look at a page and does what follows: the icon, the banner, the warning. */
export async function receiveLook(received: ReceivedLook, sender: PageSender): Promise<LookAnswer> {
  const record = parseRecord(received.record)
  if (!record.ok) throw new Error(record.error)
  const page = record.value
  if (new URL(page.url).hostname !== sender.host)
    throw new Error(`A look from ${sender.host} speaks of another host; it is not used.`)
  const { visit, number, settled } = received
  const [shown, weights] = await Promise.all([shownIncidents(), currentWeights(), ensureTranslations()])
  const look = {
    shown,
    visit,
    number,
    settled,
    tab: sender.tab,
    host: sender.host,
    url: page.url,
    weights,
    observe: () => observeRecord(page),
  }
  return new Promise((resolve, reject) => {
    // What asks for nothing but words is answered before it is written down; a page is taken away only afterwards.
    const kept = checkOrSayWhyNot(look, (decided) => decided.act !== 'warn' && resolve(answer(decided)))
    kept
      .then(async (checked) => {
        if (checked.turn !== null) tellPages()
        if (isCalm(checked.verdict.kind))
          askOwner(sender.host, Date.now()).catch((error: unknown) => console.warn(error))
        notifyOf(checked, sender.host).catch((error: unknown) => console.error(error))
        const isShown = isStillThere(sender)
        // The icon takes the browser a while; the page's answer does not wait for it. It fails for no one but itself.
        void isShown.then((isSo) => (isSo ? showVerdict(sender.tab, checked.shown) : undefined))
        if (checked.act === 'warn' && checked.incident !== null && (await isShown)) {
          await noteTaken(checked.incident, page.url).catch((error: unknown) => console.warn(error))
          // A tab that is closed in this very moment has nobody left to warn.
          await browser.tabs.update(sender.tab, { url: warningUrl(checked.incident) }).catch(() => null)
        }
        resolve(answer(checked))
      })
      .catch(reject)
  })
}

/**
 * Whether a tab still shows the site that was looked at, and was not closed or taken elsewhere meanwhile: what is shown
 * there now is neither marked nor taken away for it. Only the host counts: a page can change the rest of its address as
 * often as it likes, and begin to go elsewhere without ever arriving.
 */
async function isStillThere({ tab, host }: PageSender): Promise<boolean> {
  try {
    const { url = '' } = await browser.tabs.get(tab)
    return URL.canParse(url) && new URL(url).hostname === host
  } catch {
    return false
  }
}

const answer = (checked: Checked): LookAnswer => ({
  again: checked.again,
  banner: checked.act === 'banner' ? bannerText(checked) : null,
})

/** A store that cannot be opened or written to must not disturb the page: it could not be checked, and that is said. */
async function checkOrSayWhyNot(look: LookToCheck, onDecided: (checked: Checked) => void): Promise<Checked> {
  try {
    return await check(await openDatabase(), look, Date.now(), { onDecided })
  } catch (error) {
    console.error(error)
    return {
      shown: 'undetermined',
      act: 'none',
      again: false,
      verdict: STORAGE_FAILURE,
      incident: null,
      turn: null,
    }
  }
}

/** Reasons a reader can take in at a glance; the rest is in the popup. */
const BANNER_REASONS = 3

/** How many signs there are tells nobody anything beside the signs themselves; any other reason that decided comes first. */
const COUNTS_SIGNS = 'reason_suspect'

function bannerText({ verdict }: Checked): BannerText {
  const decided = verdict.reasons.slice(0, 1).filter(({ key }) => key !== COUNTS_SIGNS)
  const signs = verdict.evidence.filter(({ points }) => points > 0).map(({ reason }) => reason)
  const reasons = [...decided, ...signs].map(reasonText)
  return {
    direction: direction(),
    label: text('extension_name'),
    headline: text('banner_headline'),
    reasons: [...new Set(reasons)].slice(0, BANNER_REASONS),
    dismiss: text('banner_dismiss'),
    report: text('send_this'),
  }
}
