import { observeHtml } from '../../engine/page/html.ts'
import type { Observation } from '../../engine/page/observation.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import { judge } from '../../engine/verdict/judge.ts'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import { shippedWeights } from '../../engine/verdict/weights.ts'
import { programPatterns } from '../program-patterns.ts'

export interface Page {
  html: string
  url: string
  /** 0 where no server told. */
  status: number
}

/** The verdict on one look, by the shipped lists and what is known of the site, if anything is. */
export const look = (page: Page, site: SiteSignature | null = null): Verdict => lookWhole(page, site).verdict

/** The same with what it rests on. `at` is when the page was read, in milliseconds since the epoch. */
export function lookWhole(
  { html, url, status }: Page,
  site: SiteSignature | null,
  at = Date.now(),
  patterns = programPatterns(),
): { observation: Observation; verdict: Verdict } {
  const observation = observeHtml(html, { url, status, at })
  const verdict = judge({ observation, site, patterns, weights: shippedWeights })
  return { observation, verdict }
}
