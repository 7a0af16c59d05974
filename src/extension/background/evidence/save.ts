import browser from 'webextension-polyfill'
import { manifestBytes, packBundle } from '../../../engine/evidence/bundle.ts'
import { pageEvidence } from '../../../engine/evidence/page-evidence.ts'
import { webArchive } from '../../../engine/evidence/web-archive.ts'
import { feedCrypto } from '../../../engine/feed/web-crypto.ts'
import { observeHtml } from '../../../engine/page/html.ts'
import { higher } from '../../../engine/signature/comparison.ts'
import { judge } from '../../../engine/verdict/judge.ts'
import { shippedWeights } from '../../../engine/verdict/weights.ts'
import { ensureTranslations } from '../../ensure-translations.ts'
import type { SavedEvidence } from '../../messages.ts'
import { reasonText } from '../../texts.ts'
import { openDatabase } from '../database/open.ts'
import type { CaptureRecord, KeyRecord, PropertyRecord } from '../database/schema.ts'
import { fromRecord } from '../database/sites.ts'
import { Failed } from '../failed.ts'
import { feedAbout } from '../feed/words.ts'
import { patterns, patternsKey } from '../lists.ts'
import { ElsewhereError, fetchOutside } from '../outside/fetch-outside.ts'
import { ownerAuthority } from '../owner/pins.ts'
import { PAGE_BOUND } from '../properties/look.ts'
import { currentWeights } from '../sensitivity.ts'
import { standingOf } from '../watching.ts'
import { evidenceKey, signedBy } from './key.ts'
import { pictureOf } from './picture.ts'

const webCrypto = feedCrypto(crypto.subtle)
/** No message between the parts of an extension may be larger, and base64 takes a third more. */
const FILE_BOUND = 40_000_000

type Captured = Omit<CaptureRecord, 'incident'> & { screenshot: Uint8Array | null }

/** The evidence of an incident, as its page was received when it was confirmed. */
export async function incidentEvidence({ incident }: { incident: string }): Promise<SavedEvidence> {
  const capture = await (await openDatabase()).get('captures', incident)
  if (capture === undefined)
    throw new Failed('The page of this incident was not kept.', 'failure_page_not_kept')
  return saved({ ...capture, screenshot: null })
}

/** The evidence of a property as it is at this moment, with a picture where a tab shows it and the browser gives one. */
export async function propertyEvidence({ url }: { url: string }): Promise<SavedEvidence> {
  const property = await (await openDatabase()).get('properties', url)
  if (property === undefined)
    throw new Failed('This page is not among those that are looked after.', 'failure_property_unknown')
  return saved(await lookNow(property))
}

/** One more look, of which nothing is learned or kept. */
async function lookNow({ url, host: asked, usual }: PropertyRecord): Promise<Captured> {
  if ((await standingOf(asked)).watching !== 'watched')
    throw new Failed(`Masthead may not read ${asked}.`, 'failure_not_watched', [asked])
  const page = await fetchOutside(url, PAGE_BOUND + 1).catch((error: unknown) => {
    if (error instanceof ElsewhereError) throw error
    throw new Failed(`${asked} does not answer.`, 'failure_site_silent', [asked], { cause: error })
  })
  // Half a page is no evidence of it.
  if (page.body.length > PAGE_BOUND)
    throw new Failed('The page is larger than 10 MB.', 'failure_evidence_large')
  const at = Date.now()
  const host = new URL(page.url).hostname
  const [set, weights, record, { word, authority }, screenshot] = await Promise.all([
    patterns(),
    currentWeights(),
    openDatabase().then((database) => database.get('sites', host)),
    feedAbout(page.url, at),
    pictureOf(page.url),
  ])
  const observation = observeHtml(page.html, { url: page.url, status: page.status, at })
  const verdict = judge({
    observation,
    site: fromRecord(record),
    authority: higher(await ownerAuthority(host, authority, at), authority),
    patterns: set,
    weights,
    feed: word,
  })
  const { url: finalUrl, status, body, request, response } = page
  return { url, finalUrl, at, status, body, request, response, observation, verdict, usual, screenshot }
}

async function saved(captured: Captured): Promise<SavedEvidence> {
  await ensureTranslations()
  const key = await evidenceKey()
  const bytes = await bundleOf(captured, key, await patternsKey())
  if (bytes.length > FILE_BOUND)
    throw new Failed('The evidence is too large to be handed over.', 'failure_evidence_large')
  return { name: nameOf(captured), file: base64(bytes), key: key.publicKey }
}

/** The bundle of a look, signed: the same bytes for the same look. */
export async function bundleOf(
  captured: Captured,
  key: KeyRecord,
  patternsVersion: string,
): Promise<Uint8Array> {
  const program = browser.runtime.getManifest().version
  const { finalUrl, at, status, request, response, body } = captured
  const archive = await webArchive(webCrypto, {
    url: finalUrl,
    at,
    status,
    request,
    response,
    body,
    program: `Masthead ${program}`,
  })
  const evidence = pageEvidence({
    ...captured,
    say: reasonText,
    versions: { program, patterns: patternsVersion, weights: shippedWeights.version },
    more: new Map([['page.warc', archive]]),
  })
  const manifest = await manifestBytes(webCrypto, evidence)
  return packBundle(evidence, manifest, [await signedBy(key, 'evidence', manifest)])
}

function nameOf({ finalUrl, at, verdict }: Captured): string {
  const time = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
  const host = new URL(finalUrl).hostname.replace(/[^a-z0-9.-]/gi, '_').slice(0, 100)
  return `${host}-${time}${verdict.fingerprint === '' ? '' : `-${verdict.fingerprint}`}.zip`
}

/** In pieces of whole triples, so that the parts join up. */
const PIECE = 24_576

function base64(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += PIECE)
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE))))
  return pieces.join('')
}
