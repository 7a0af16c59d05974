import type { Alert } from '../records.ts'
import type { TargetConfig } from './config.ts'

/** Sends an alert; gives null once it was taken, or one sentence saying why it was not. */
export async function send(config: TargetConfig, alert: Alert, now: number): Promise<string | null> {
  try {
    switch (config.type) {
      case 'webhook':
        await (await import('./webhook.ts')).sendWebhook(config, alert, now)
        break
      case 'slack':
        await (await import('./slack.ts')).sendSlack(config, alert)
        break
      case 'email':
        await (await import('./email.ts')).sendEmail(config, alert)
        break
      case 'syslog':
        await (await import('./syslog.ts')).sendSyslog(config, alert)
        break
    }
    return null
  } catch (error) {
    return `The ${config.type} target did not take it: ${why(error)}.`
  }
}

/** What fetch says of a failure stands in its cause. */
function why(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? why(error.cause) : error.message || error.name
}
