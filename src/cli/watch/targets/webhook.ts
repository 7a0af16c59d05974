import { createHmac } from 'node:crypto'
import type { Alert } from '../records.ts'
import type { WebhookConfig } from './config.ts'
import { post } from './post.ts'
import { headline } from './words.ts'

/**
 * Posts an alert as JSON. `masthead-signature: t=SECONDS,v1=HEX` is the HMAC-SHA256 by the secret over the seconds, a
 * full stop and the body: whoever checks both knows who sent it, and when.
 */
export async function sendWebhook({ url, secret }: WebhookConfig, alert: Alert, now: number): Promise<void> {
  const body = JSON.stringify({ ...alert, text: headline(alert) })
  const seconds = Math.floor(now / 1_000)
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  await post(url, body, {
    'masthead-alert': alert.id,
    'masthead-signature': `t=${seconds},v1=${signature}`,
  })
}
