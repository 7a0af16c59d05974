import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { hostname } from 'node:os'
import { bareHost } from '../../fetch/bare-host.ts'
import { version } from '../../version.ts'
import type { Alert } from '../records.ts'
import type { SyslogConfig } from './config.ts'
import { PATIENCE } from './post.ts'
import { headline } from './words.ts'

/** Facility "log alert" of RFC 5424, section 6.2.1. */
const FACILITY = 14
/** Critical, warning and notice there; high, medium and low in Common Event Format. */
const SEVERITY = { defaced: 2, suspect: 4, restored: 5 } as const
const CEF_SEVERITY = { defaced: 9, suspect: 6, restored: 2 } as const

/** An alert as one syslog message (RFC 5424). */
export function syslogLine(alert: Alert, format: SyslogConfig['format']): string {
  const level = levelOf(alert)
  const time = new Date(alert.at).toISOString()
  const text = format === 'cef' ? cef(alert) : `${headline(alert)}: ${oneLine(alert.incident.url)}`
  return `<${FACILITY * 8 + SEVERITY[level]}>1 ${time} ${hostname()} masthead - ${alert.event} - ${text}`
}

const levelOf = ({ event, incident }: Alert) => (event === 'restored' ? 'restored' : incident.kind)

/** ArcSight Common Event Format, version 0. */
function cef(alert: Alert): string {
  const { incident } = alert
  const level = levelOf(alert)
  const header = ['CEF:0', 'Masthead', 'masthead', version, level, headline(alert), CEF_SEVERITY[level]]
  const extension = {
    externalId: alert.id,
    rt: alert.at,
    start: incident.openedAt,
    request: incident.url,
    dhost: new URL(incident.url).hostname,
    cs1Label: 'property',
    cs1: incident.property,
    msg: incident.reasons.join(' '),
  }
  const fields = Object.entries(extension).map(
    ([key, value]) => `${key}=${oneLine(String(value)).replace(/[\\=]/g, '\\$&')}`,
  )
  return [...header.map((part) => oneLine(String(part)).replace(/[\\|]/g, '\\$&')), fields.join(' ')].join(
    '|',
  )
}

const oneLine = (text: string): string => text.replace(/\p{Cc}/gu, ' ')

/**
 * Sends an alert by UDP, which nobody confirms, or by TCP with its length before it (RFC 6587, section 3.4.1), where at
 * least the receiver's machine has to take it.
 */
export async function sendSyslog(
  { host, port, protocol, format }: SyslogConfig,
  alert: Alert,
): Promise<void> {
  const message = Buffer.from(syslogLine(alert, format))
  const to = bareHost(host)
  await (protocol === 'udp' ? sendByUdp(message, to, port) : sendByTcp(message, to, port))
}

async function sendByUdp(message: Buffer, host: string, port: number): Promise<void> {
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4' })
  try {
    await new Promise<void>((done, fail) => {
      socket.once('error', fail)
      socket.send(message, port, host, (error) => (error === null ? done() : fail(error)))
    })
  } finally {
    socket.close()
  }
}

async function sendByTcp(message: Buffer, host: string, port: number): Promise<void> {
  const socket = createConnection({ host, port })
  socket.setTimeout(PATIENCE, () => socket.destroy(new Error('it did not answer in time')))
  try {
    await once(socket, 'connect')
    socket.end(Buffer.concat([Buffer.from(`${message.length} `), message]))
    socket.resume()
    await once(socket, 'close')
  } finally {
    socket.destroy()
  }
}
