import { createTransport } from 'nodemailer'
import type { Alert } from '../records.ts'
import type { EmailConfig } from './config.ts'
import { PATIENCE } from './post.ts'
import { headline, message } from './words.ts'

/** Sends an alert by SMTP, to all receivers at once; throws where the server took it for none of them. */
export async function sendEmail({ smtp, from, to }: EmailConfig, alert: Alert): Promise<void> {
  const { protocol, hostname, port, username, password } = new URL(smtp)
  const secure = protocol === 'smtps:'
  const transport = createTransport({
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      from,
      to,
      subject: headline(alert),
      text: message(alert),
      messageId: `<${alert.id}@masthead.invalid>`,
    })
  } finally {
    transport.close()
  }
}
