import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { decodePage } from '../../decode/decode-page.ts'
import { HTML_BOUND } from '../../engine/page/html-bound.ts'
import type { PatternSet } from '../../engine/patterns/compile.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import { isAlarming } from '../../engine/verdict/verdict.ts'
import type { WholePage } from '../fetch/fetch-page.ts'
import { whyUnread } from '../files.ts'
import type { Renderer } from '../render/renderer.ts'
import { isAddress } from './finding.ts'
import { type Keep, keepBundle, keepPicture } from './keep.ts'
import { lookWhole, type Page } from './look.ts'
import type { CheckResult } from './result.ts'
import type { Target } from './targets.ts'

/** What a check goes by, beside the page. */
export interface Means {
  /** Where a file was saved from. */
  address: string
  allowPrivate: boolean
  /** The browser that looks, where one does, and the folder of its pictures. */
  renderer: Renderer | null
  screenshots: string | null
  /** What is known of sites, by host. */
  sites: ReadonlyMap<string, SiteSignature>
  /** The wordings that are looked for, where they are not the shipped ones alone. */
  patterns: PatternSet | null
  /** Where bundles of altered pages go; null for nowhere. */
  keep: Keep | null
}

/** Looks at one target. One that the program stumbles over must not end the run over all the others. */
export async function check(target: Target, means: Means): Promise<CheckResult> {
  try {
    return await checkTarget(target, means)
  } catch (error) {
    return { target: nameOf(target), error: `It could not be judged (${messageOf(error)}).` }
  }
}

function nameOf(target: Target): string {
  if ('url' in target) return target.url
  return 'file' in target ? target.file : target.target
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What fetches is loaded for an address only: a file is checked in half the time without it. */
async function checkTarget(target: Target, means: Means): Promise<CheckResult> {
  if ('error' in target) return target
  if ('url' in target) {
    const { fetchWholePage } = await import('../fetch/fetch-page.ts')
    const { limitsOf } = await import('../fetch/limits.ts')
    const page = await fetchWholePage(target.url, limitsOf(means.allowPrivate))
    if ('error' in page) return { target: target.url, error: page.error }
    return lookAt(target.url, page, means)
  }
  const body = read(target.file)
  if (typeof body === 'string') return { target: target.file, error: body }
  return lookAt(target.file, { html: decodePage(body), url: means.address, status: 0, body }, means)
}

/** A file's bytes, or one sentence on why there are none. */
function read(file: string): Uint8Array | string {
  try {
    if (statSync(file).size > HTML_BOUND)
      return `The file is larger than ${HTML_BOUND / 2 ** 20} MB, more than is read of any page; name the page alone.`
    return readFileSync(file)
  } catch (error) {
    return `The file cannot be read: ${whyUnread(error)}.`
  }
}

type Received = Page & { body: Uint8Array } & Partial<
    Pick<WholePage, 'requestHeaders' | 'responseHeaders' | 'redirects'>
  >

/** Looks at what was received, in a browser where one is asked for, and keeps what is to be kept. */
async function lookAt(target: string, page: Received, means: Means): Promise<CheckResult> {
  const { url, status } = page
  const at = Date.now()
  const site = means.sites.get(new URL(url).hostname) ?? null
  const seen = means.renderer === null ? null : await rendered(target, page, means.renderer)
  if (seen !== null && 'error' in seen) return { target, error: seen.error }
  const patterns = means.patterns ?? undefined
  const { observation, verdict: fromHtml } = lookWhole(page, site, at, patterns)
  const verdict = seen?.verdict ?? fromHtml
  if (means.screenshots !== null && seen?.screenshot != null)
    keepPicture(means.screenshots, target, seen.screenshot)
  if (means.keep !== null && isAlarming(verdict.kind))
    await keepBundle(means.keep, target, {
      url: isAddress(target) ? target : url,
      finalUrl: url,
      file: isAddress(target) ? null : basename(target),
      at,
      status,
      body: page.body,
      request: page.requestHeaders ?? null,
      response: page.responseHeaders ?? null,
      ...(page.redirects === undefined ? {} : { redirects: page.redirects }),
      ...(patterns === undefined ? {} : { patterns }),
      observation,
      verdict,
      usual: null,
      screenshot: seen?.screenshot ?? null,
      rendered: seen === null ? null : seen.html,
    })
  return { target, url, status, verdict }
}

/** A file is shown as it is; an address is fetched again by the browser, which wants more than the page. */
const rendered = (target: string, { url, body }: Received, renderer: Renderer) =>
  isAddress(target) ? renderer.look(target, null) : renderer.look(url, { url: new URL(url).href, body })
