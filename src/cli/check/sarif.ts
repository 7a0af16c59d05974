import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Log, Notification, Result } from 'sarif'
import { plain, reasonText, verdictText } from '../texts.ts'
import { version } from '../version.ts'
import type { CheckResult } from './result.ts'

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
  if ('error' in result) return []
  const { kind, reasons, evidence, fingerprint, points } = result.verdict
  if (kind !== 'defaced' && kind !== 'suspect') return []
  return [
    {
      ruleId: kind,
      level: kind === 'defaced' ? 'error' : 'warning',
      message: { text: [...reasons, ...evidence.map(({ reason }) => reason)].map(reasonText).join(' ') },
      locations: [location(result.target)],
      partialFingerprints: { 'masthead/v1': fingerprint },
      properties: { points },
    },
  ]
}

/** What could not be checked is told beside the findings: a log without results must not look like a clean one. */
function notification(result: CheckResult): Notification[] {
  const why = unchecked(result)
  if (why === null) return []
  return [{ level: 'warning', message: { text: why }, locations: [location(result.target)] }]
}

function unchecked(result: CheckResult): string | null {
  if ('error' in result) return plain(result.error)
  const { kind, reasons } = result.verdict
  if (kind !== 'unavailable' && kind !== 'undetermined') return null
  return [verdictText(kind), ...reasons.map(reasonText)].join(': ')
}

const location = (target: string) => ({ physicalLocation: { artifactLocation: { uri: uriOf(target) } } })

/** Relative files stay relative, so that a log means the same on another machine. */
function uriOf(target: string): string {
  if (/^https?:/i.test(target)) return target
  return isAbsolute(target)
    ? pathToFileURL(target).href
    : target.split(/[/\\]/).map(encodeURIComponent).join('/')
}
