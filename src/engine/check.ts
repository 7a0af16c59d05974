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

/** The one path every page takes, in a browser and on a command line: judged by what is known, then learned from. */
export function checkPage(check: Check): { verdict: Verdict; site: SiteSignature | null } {
  const verdict = judge(check)
  return { verdict, site: learn(check.site, { observation: check.observation, verdict, now: check.now }) }
}
