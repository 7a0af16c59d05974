import { plain, reasonText, verdictText } from '../texts.ts'
import type { CheckResult } from './result.ts'

/** A result for people: the verdict, why, and what speaks for and against it. */
export function resultText(result: CheckResult): string {
  const target = plain(result.target)
  if ('error' in result) return `${target}: could not be checked\n  ${plain(result.error)}\n`
  const { kind, points, reasons, evidence } = result.verdict
  return [
    `${target}: ${kind} – ${verdictText(kind)}`,
    ...reasons.map((reason) => `  ${reasonText(reason)}`),
    ...evidence.map(
      (one) => `    ${one.points.toFixed(1).padStart(6)} bits  ${one.group}: ${reasonText(one.reason)}`,
    ),
    `    ${points.toFixed(1).padStart(6)} bits  together with what is known of pages in general`,
    '',
  ].join('\n')
}

/** A result as one line of JSON. */
export function resultLine(result: CheckResult): string {
  if ('error' in result) return `${JSON.stringify({ target: result.target, error: result.error })}\n`
  const { target, url, status, verdict } = result
  return `${JSON.stringify({
    target,
    url,
    status,
    verdict: verdict.kind,
    points: verdict.points,
    fingerprint: verdict.fingerprint,
    reasons: verdict.reasons.map((reason) => ({ key: reason.key, text: reasonText(reason) })),
    evidence: verdict.evidence.map(({ id, group, points, reason, source }) => ({
      id,
      group,
      points,
      text: reasonText(reason),
      source,
    })),
  })}\n`
}
