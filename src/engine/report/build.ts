import { type Sketch, sketchOf } from '../incident/sketch.ts'
import { parseAddress } from '../page/address.ts'
import type { Observation } from '../page/observation.ts'
import { FEATURES } from '../verdict/feature.ts'
import { type Evidence, isAlarming, type Verdict } from '../verdict/verdict.ts'
import { cleanLine, redactPath } from './redact.ts'
import { type ParsedReport, parseReport, REPORT_BOUNDS, REPORT_VERSION, type ReportKind } from './report.ts'

export interface ReportParts {
  id: string
  kind: ReportKind
  /** Address of the page; query, fragment and what may be personal are left out here. */
  url: string
  /** Milliseconds since the epoch. */
  at: number
  verdict: Verdict
  sketch: Sketch
  note: string
  screenshot: string
}

const MINUTE = 60_000
export const NO_SKETCH: Sketch = { text: [], structure: [] }

/** Verdicts of pages that somebody put there; a sketch of any other would be one of the site. */
export const reportSketch = (observation: Observation, verdict: Verdict): Sketch =>
  isAlarming(verdict.kind) ? sketchOf(observation) : NO_SKETCH

/**
 * What would be sent, to be shown before it is: nothing of the page but its redacted address, the signs, and the marks
 * that were found. The error is one sentence, for a page that cannot be reported at all.
 */
export function buildReport({
  id,
  kind,
  url,
  at,
  verdict,
  sketch,
  note,
  screenshot,
}: ReportParts): ParsedReport {
  const address = parseAddress(url)
  if (address === null) return { ok: false, error: 'Only web pages can be reported; this is none.' }
  const scheme = /^http:/i.test(url) ? 'http' : 'https'
  return parseReport({
    version: REPORT_VERSION,
    id,
    kind,
    url: `${scheme}://${address.host}${redactPath(address.path)}`,
    at: Math.floor(at / MINUTE) * MINUTE,
    verdict: { kind: verdict.kind, points: verdict.points, fingerprint: verdict.fingerprint },
    signs: verdict.evidence.slice(0, REPORT_BOUNDS.signs).map(signOf),
    sketch: kind === 'defaced' ? sketch : NO_SKETCH,
    note: cleanLine(note, REPORT_BOUNDS.note),
    screenshot,
  })
}

function signOf(evidence: Evidence) {
  return {
    sign: evidence.id,
    bits: Math.round(evidence.points * 100) / 100,
    words: isMark(evidence)
      ? evidence.reason.params
          .map((text) => cleanLine(text, REPORT_BOUNDS.word))
          .filter((text) => text !== '')
          .slice(0, REPORT_BOUNDS.words)
      : [],
  }
}

/** Signs whose words are what a pattern matched; those of others may be any text of the page. */
const isMark = ({ id }: Evidence): boolean => MARKED.has(id)

const MARKED: ReadonlySet<string> = new Set([
  'foreign-words',
  ...Object.entries(FEATURES).flatMap(([id, { group }]) =>
    group === 'patterns' && id !== 'many-marks' && id !== 'new-voice' ? [id] : [],
  ),
])
