import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Log, Notification, Result } from 'sarif'
import { verdictText } from '../texts.ts'
import { version } from '../version.ts'
import { findingOf, isAddress, uncheckedWhy } from './finding.ts'
import type { CheckResult } from './result.ts'
import { uriOfAddress } from './uri.ts'

/** All results as one SARIF 2.1.0 log (OASIS): an error for a defaced page, a warning for a suspect one. */
export function sarifLog(results: readonly CheckResult[]): string {
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: {
          driver: {
            name: 'masthead',
            version,
            rules: [
              { id: 'defaced', shortDescription: { text: verdictText('defaced') } },
              { id: 'suspect', shortDescription: { text: verdictText('suspect') } },
            ],
          },
        },
        results: results.flatMap(finding),
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: results.flatMap(notification) },
        ],
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function finding(result: CheckResult): Result[] {
  const found = findingOf(result)
  if (found === null) return []
  const { kind, reasons, verdict } = found
  return [
    {
      ruleId: kind,
      level: kind === 'defaced' ? 'error' : 'warning',
      message: { text: reasons.join(' ') },
      locations: [location(result.target)],
      partialFingerprints: { 'masthead/v1': verdict.fingerprint },
      properties: { points: verdict.points },
    },
  ]
}

/** What could not be checked is told beside the findings: a log without results must not look like a clean one. */
function notification(result: CheckResult): Notification[] {
  const why = uncheckedWhy(result)
  if (why === null) return []
  return [{ level: 'warning', message: { text: why }, locations: [location(result.target)] }]
}

const location = (target: string) => ({ physicalLocation: { artifactLocation: { uri: uriOf(target) } } })

/** Relative files stay relative, so that a log means the same on another machine. */
function uriOf(target: string): string {
  if (isAddress(target)) return uriOfAddress(target)
  return isAbsolute(target)
    ? pathToFileURL(target).href
    : target.split(/[/\\]/).map(encodeURIComponent).join('/')
}
