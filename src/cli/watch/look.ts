import { getDomain } from 'tldts'
import { checkPage } from '../../engine/check.ts'
import { authorityOf } from '../../engine/owner/authority.ts'
import type { OwnerStatement } from '../../engine/owner/statement.ts'
import { parseAddress } from '../../engine/page/address.ts'
import { observeHtml } from '../../engine/page/html.ts'
import { type Portrait, portraitOf } from '../../engine/page/portrait.ts'
import type { PatternSet } from '../../engine/patterns/compile.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import { shippedWeights } from '../../engine/verdict/weights.ts'
import type { Seen } from '../evidence/write.ts'
import { fetchWholePage, type WholePage } from '../fetch/fetch-page.ts'
import type { FetchLimits } from '../fetch/limits.ts'
import { plain, reasonText, verdictText } from '../texts.ts'
import type { KnownSite, Learned } from './store.ts'

/** One look at a property: what was seen, and what was learned of its host where something was. */
export type Look = { site: Learned | null } & (
  | { state: 'well'; verdict: Verdict; portrait: Portrait }
  | { state: 'altered'; verdict: Verdict; kind: 'suspect' | 'defaced'; evidence: Seen }
  | { state: 'unchecked'; why: string }
)

export interface LookTools {
  limits: FetchLimits
  /** The wordings that are looked for. */
  patterns: PatternSet
  site(host: string): Promise<KnownSite | null>
  /** What the site's owner says, where somebody was asked for. */
  owner: OwnerStatement | null
  now(): number
}

/** Looks once at an address, by what is known of its host and by the extension's own path; keeps nothing. */
export async function lookAt(address: string, tools: LookTools): Promise<Look> {
  const page = await fetchWholePage(address, tools.limits)
  if ('error' in page) return { state: 'unchecked', why: page.error, site: null }
  try {
    return await judged(address, page, tools)
  } catch (error) {
    // A page that the judge stumbles over must not end the watch over all the others.
    const why = error instanceof Error ? error.message : String(error)
    return { state: 'unchecked', why: `It could not be judged (${plain(why)}).`, site: null }
  }
}

async function judged(
  address: string,
  page: WholePage,
  { patterns, site, owner, now }: LookTools,
): Promise<Look> {
  const host = parseAddress(page.url)?.host ?? ''
  const at = now()
  const observation = observeHtml(page.html, { url: page.url, status: page.status, at })
  const known = await site(host)
  const check = (by: SiteSignature | null) =>
    checkPage({
      observation,
      site: by,
      authority: owner === null ? null : authorityOf(owner, host, at),
      patterns,
      weights: shippedWeights,
      now: at,
    })
  const checked = check(known?.site ?? null)
  const { verdict } = checked
  const learned = lesson(checked.site, known, (by) => check(by).site)
  switch (verdict.kind) {
    case 'suspect':
    case 'defaced':
      return {
        state: 'altered',
        verdict,
        kind: verdict.kind,
        site: learned,
        evidence: {
          url: address,
          finalUrl: page.url,
          at,
          status: page.status,
          body: page.body,
          request: page.requestHeaders,
          response: page.responseHeaders,
          redirects: page.redirects,
          observation,
          verdict,
          usual: null,
          screenshot: null,
          patterns,
        },
      }
    case 'unavailable':
    case 'undetermined':
      return { state: 'unchecked', why: whyNot(verdict), site: learned }
    case 'intact':
    case 'unfamiliar':
    case 'changed':
      // Another site that looks well says nothing of this one.
      return siteOf(address) === siteOf(page.url)
        ? { state: 'well', verdict, site: learned, portrait: portraitOf(observation) }
        : { state: 'unchecked', why: `It leads to another site, ${plain(page.url)}.`, site: null }
  }
}

/** What a look taught; null where that is nothing new. */
function lesson(
  site: SiteSignature | null,
  known: KnownSite | null,
  learn: (by: SiteSignature | null) => SiteSignature | null,
): Learned | null {
  if (site === null || site === known?.site) return null
  const anew = (by: SiteSignature | null) => {
    const learned = learn(by)
    return learned === by ? null : learned
  }
  return { site, version: known?.version ?? 0, anew }
}

const whyNot = ({ kind, reasons }: Verdict): string =>
  [verdictText(kind), ...reasons.map((reason) => reasonText(reason))].join(': ')

function siteOf(url: string): string {
  const { hostname } = new URL(url)
  return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname
}
