import { type Sketch, sketchOf } from '../../engine/incident/sketch.ts'
import { observeHtml } from '../../engine/page/html.ts'
import { portraitOf } from '../../engine/page/portrait.ts'
import type { PatternSet } from '../../engine/patterns/compile.ts'
import type { Authority } from '../../engine/signature/comparison.ts'
import { judge } from '../../engine/verdict/judge.ts'
import { isAlarming, type VerdictKind } from '../../engine/verdict/verdict.ts'
import type { Weights } from '../../engine/verdict/weights.ts'
import type { PageFetcher } from './fetch-page.ts'

export interface LookTools {
  fetchPage: PageFetcher
  patterns: PatternSet
  weights: Weights
  /** From then on no page is opened, and what one that is open says is not written down. */
  stopping?: AbortSignal
  now(): number
}

/** What the feed tells every reader, and the collector as well. */
export interface Known {
  /** What owner or crowd say of the host's pages. */
  authority: Authority | null
  /** Rules that stand still until they are mended. */
  suspended: ReadonlySet<string>
}

/** What the collector saw when it opened a reported page itself. */
export interface OwnLook {
  verdict: VerdictKind | 'failed'
  points: number
  hosting: string
  sketch: Sketch | null
  /** For moderators: title, first texts and reasons. */
  found: { title: string; says: string[]; reasons: string[] }
}

/** Opens a page as anybody would and puts it to the same judge as every reader's. */
export async function lookAt(url: string, known: Known, tools: LookTools): Promise<OwnLook> {
  const page = await tools.fetchPage(url)
  if (!page.ok)
    return { verdict: 'failed', points: 0, hosting: page.hosting, sketch: null, found: nothing(page.why) }
  const { patterns, weights } = tools
  const observation = observeHtml(page.html, { url: page.url, status: page.status, at: tools.now() })
  // Not what the feed says of the site: that would be what was reported, once more.
  const feed = { incident: null, sequence: 0, suspended: known.suspended }
  const verdict = judge({ observation, site: null, authority: known.authority, patterns, weights, feed })
  const { title, says } = portraitOf(observation)
  const isAltered = isAlarming(verdict.kind)
  return {
    verdict: verdict.kind,
    points: verdict.points,
    hosting: page.hosting,
    sketch: isAltered ? sketchOf(observation) : null,
    found: {
      title,
      says,
      reasons: verdict.evidence.slice(0, 8).map(({ id, points }) => `${id} ${points.toFixed(1)}`),
    },
  }
}

const nothing = (why: string) => ({ title: '', says: [], reasons: [why] })
