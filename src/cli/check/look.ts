import { observeHtml } from '../../engine/page/html.ts'
import { shippedPatterns } from '../../engine/patterns/shipped.ts'
import { judge } from '../../engine/verdict/judge.ts'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import { shippedWeights } from '../../engine/verdict/weights.ts'

export interface Page {
  html: string
  url: string
  /** 0 where no server told. */
  status: number
}

/** The verdict on one look, by the shipped lists and with nothing known of the site. */
export function look({ html, url, status }: Page): Verdict {
  const observation = observeHtml(html, { url, status, at: Date.now() })
  return judge({ observation, site: null, patterns: shippedPatterns(), weights: shippedWeights })
}
