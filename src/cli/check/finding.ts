import type { Verdict } from '../../engine/verdict/verdict.ts'
import { harmless, plain, reasonText, verdictText } from '../texts.ts'
import type { CheckResult } from './result.ts'

/** A page that appears altered, as the formats of incident handling tell of it. */
export interface Finding {
  /** As every format can carry it. */
  target: string
  kind: 'suspect' | 'defaced'
  verdict: Verdict
  /** Why, one sentence each, the most telling first and none twice. */
  reasons: string[]
}

/** The finding in a result; null where the page is well or could not be checked. */
export function findingOf(result: CheckResult): Finding | null {
  if ('error' in result) return null
  const { target, verdict } = result
  const { kind, reasons, evidence } = verdict
  if (kind !== 'suspect' && kind !== 'defaced') return null
  const against = evidence.filter(({ points }) => points > 0).map(({ reason }) => reason)
  const sentences = [...reasons, ...against].map((reason) => reasonText(reason))
  return { target: harmless(target), kind, verdict, reasons: [...new Set(sentences)] }
}

/** Why a page could not be checked; null where it could. */
export function uncheckedWhy(result: CheckResult): string | null {
  if ('error' in result) return plain(result.error)
  const { kind, reasons } = result.verdict
  if (kind !== 'unavailable' && kind !== 'undetermined') return null
  return [verdictText(kind), ...reasons.map((reason) => reasonText(reason))].join(': ')
}

export const isAddress = (target: string): boolean => /^https?:\/\//i.test(target)
