import type { Observation } from './page/observation.ts'
import type { PatternSet } from './patterns/compile.ts'
import type { Authority } from './signature/comparison.ts'
import { learn } from './signature/learn.ts'
import type { SiteSignature } from './signature/signature.ts'
import { judge } from './verdict/judge.ts'
import type { Verdict } from './verdict/verdict.ts'
import type { Weights } from './verdict/weights.ts'

export interface Check {
  observation: Observation
  site: SiteSignature | null
  /** What somebody more to be believed says of the host; it wins over what was learned here. */
  authority?: Authority | null
  patterns: PatternSet
  weights: Weights
  /** Milliseconds since the epoch. */
  now: number
}

/**
 * Judges a page by what is known, then learns from it: how `masthead watch`, `learn` and `evaluate` look at a page. The
 * extension does both in a transaction of its own, and `masthead check` only judges.
 */
export function checkPage(check: Check): { verdict: Verdict; site: SiteSignature | null } {
  const verdict = judge(check)
  return { verdict, site: learn(check.site, { observation: check.observation, verdict, now: check.now }) }
}
