import { createTransport } from 'nodemailer'
import { bareHost } from '../../fetch/bare-host.ts'
import type { Alert } from '../records.ts'
import { userOf } from '../user-of.ts'
import type { EmailConfig } from './config.ts'
import { PATIENCE } from './post.ts'
import { headline, message } from './words.ts'

/** Sends an alert by SMTP, to all receivers at once; throws where the server took it for none of them. */
export async function sendEmail(
  { smtp, from, to, 'allow-plain-password': allowsPlain }: EmailConfig,
  alert: Alert,
): Promise<void> {
  const { protocol, hostname, port } = new URL(smtp)
  const { user, password: pass } = userOf(smtp) ?? { user: '', password: '' }
  const secure = protocol === 'smtps:'
  // Without it whoever sits in between takes the server's offer of TLS away, and reads the password.
  const requireTLS = user !== '' && !secure && !allowsPlain
  const transport = createTransport({
    host: bareHost(hostname),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS,
    ...(user === '' ? {} : { auth: { user, pass } }),
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
  } catch (error) {
    if (!requireTLS || !hasNoTls(error)) throw error
    throw new Error(
      'its server offers no TLS, without which the password could be read on the way; give an address with smtps:// or ' +
        'set "allow-plain-password" to true',
    )
  } finally {
    transport.close()
  }
}

/**
 * Whether a server refused to begin TLS for good, or does not know how to be asked: one that is busy, or whose certificate is
 * bad, is something else.
 */
const hasNoTls = (error: unknown): boolean =>
  error instanceof Error &&
  'response' in error &&
  'command' in error &&
  (error.command === 'STARTTLS' || error.command === 'EHLO') &&
  !('responseCode' in error && Number(error.responseCode) < 500)
