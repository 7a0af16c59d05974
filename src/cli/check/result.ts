import type { Verdict } from '../../engine/verdict/verdict.ts'

/** What came of looking at one target, or one sentence saying why it could not be looked at. */
export type CheckResult = { target: string } & (
  | { url: string; status: number; verdict: Verdict }
  | { error: string }
)

export const EXIT = { healthy: 0, findings: 1, usage: 2, unchecked: 3 } as const

/** Findings go before what could not be checked: a cron job must not lose an alarm to a file that is missing. */
export function exitStatus(results: readonly CheckResult[]): number {
  const found = results.map(statusOf)
  if (found.includes(EXIT.findings)) return EXIT.findings
  return found.includes(EXIT.unchecked) ? EXIT.unchecked : EXIT.healthy
}

function statusOf(result: CheckResult): number {
  if ('error' in result) return EXIT.unchecked
  switch (result.verdict.kind) {
    case 'defaced':
    case 'suspect':
      return EXIT.findings
    case 'unavailable':
    case 'undetermined':
      return EXIT.unchecked
    case 'intact':
    case 'unfamiliar':
    case 'changed':
      return EXIT.healthy
  }
}
