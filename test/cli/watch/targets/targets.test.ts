import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { describe, expect, it } from 'vitest'
import { send } from '../../../../src/cli/watch/targets/send.ts'
import { syslogLine } from '../../../../src/cli/watch/targets/syslog.ts'
import { makeAlert } from '../setup/alert.ts'
import { close } from '../setup/listen.ts'
import { openReceiver } from '../setup/receiver.ts'

const AT = Date.UTC(2026, 0, 2, 3, 4, 5)
const alert = makeAlert('one', AT)
const restored = { ...alert, event: 'restored' as const }

const PLAIN = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }

/** A mail server that knows one password, and what it was told. */
async function openMailServer(options: SMTPServerOptions, host = '127.0.0.1') {
  const mails: { to: string[]; text: string }[] = []
  const passwords: string[] = []
  const server = new SMTPServer({
    ...options,
    onAuth: ({ username, password }, _session, done) => {
      passwords.push(password ?? '')
      if (username === 'desk' && password === 'pass@word') done(null, { user: username })
      else done(new Error('wrong'))
    },
    onData: (stream, { envelope }, done) => {
      let text = ''
      stream.setEncoding('utf8')
      stream.on('data', (part: string) => {
        text += part
      })
      stream.on('end', () => {
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), text })
        done()
      })
    },
  })
  server.listen(0, host)
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { mails, passwords, port, close: () => new Promise<void>((done) => server.close(done)) }
}

describe('e-mail', () => {
  const to = ['desk@example.org', 'night@example.org']
  const target = (smtp: string, allowsPlain: boolean) => ({
    type: 'email' as const,
    smtp,
    'allow-plain-password': allowsPlain,
    from: 'masthead@example.org',
    to,
  })

  it('goes to all receivers through a server that wants a password, and waits while that is down', async () => {
    const server = await openMailServer(PLAIN)
    const { mails, port } = server
    expect(await send(target(`smtp://desk:wrong@127.0.0.1:${port}`, true), alert, AT)).toMatch(
      /^The email target did not take it: .+\.$/,
    )
    expect(await send(target(`smtp://desk:pass%40word@127.0.0.1:${port}`, true), alert, AT)).toBeNull()
    expect(mails).toHaveLength(1)
    expect(mails[0]?.to).toEqual(to)
    expect(mails[0]?.text).toContain('Subject: Masthead: Home | a=b appears defaced')
    expect(mails[0]?.text).toContain('Message-ID: <one@masthead.invalid>')
    await server.close()
    expect(await send(target(`smtp://desk:pass%40word@127.0.0.1:${port}`, true), alert, AT)).toContain(
      'ECONNREFUSED',
    )
  })

  it('keeps the password to itself where the server offers no TLS, and says what to do', async () => {
    const server = await openMailServer(PLAIN)
    expect(await send(target(`smtp://desk:pass%40word@127.0.0.1:${server.port}`, false), alert, AT)).toBe(
      'The email target did not take it: its server offers no TLS, without which the password could be read on the way; ' +
        'give an address with smtps:// or set "allow-plain-password" to true.',
    )
    expect(server.passwords).toEqual([])
    // Who gives none has none to keep.
    expect(await send(target(`smtp://127.0.0.1:${server.port}`, false), alert, AT)).not.toContain('TLS')
    await server.close()
  })

  it('says nothing of passwords where the server is only busy', async () => {
    const busy = createServer((socket) => {
      socket.write('220 mail\r\n')
      socket.once('data', () => socket.end('421 too many connections\r\n'))
    })
    await once(busy.listen(0, '127.0.0.1'), 'listening')
    const at = busy.address()
    const port = typeof at === 'object' && at !== null ? at.port : 0
    const error = await send(target(`smtp://desk:pass%40word@127.0.0.1:${port}`, false), alert, AT)
    expect(error).toContain('421')
    expect(error).not.toContain('allow-plain-password')
    busy.close()
  })

  it('says nothing of passwords where it is the certificate that is not believed', async () => {
    const server = await openMailServer({})
    const error = await send(target(`smtp://desk:pass%40word@127.0.0.1:${server.port}`, false), alert, AT)
    expect(error).toContain('certificate')
    expect(error).not.toContain('allow-plain-password')
    expect(server.passwords).toEqual([])
    await server.close()
  })

  it('goes to an address of version 6', async () => {
    const server = await openMailServer(PLAIN, '::1')
    expect(await send(target(`smtp://desk:pass%40word@[::1]:${server.port}`, true), alert, AT)).toBeNull()
    expect(server.mails).toHaveLength(1)
    await server.close()
  })
})

describe('Slack', () => {
  it('gets words, and nothing of the page as markup', async () => {
    const receiver = await openReceiver()
    expect(await send({ type: 'slack', url: receiver.url }, alert, AT)).toBeNull()
    const { text } = JSON.parse(receiver.received[0]?.body ?? '')
    expect(text).toContain('Masthead: Home | a=b appears defaced.')
    expect(text).toContain('hacked by &lt;Team&gt; &amp; friends')
    await close(receiver.server)
  })
})

describe('syslog', () => {
  it('is one line of RFC 5424', () => {
    expect(syslogLine(alert, 'text')).toMatch(
      /^<114>1 2026-01-02T03:04:05\.000Z \S+ masthead - opened - Masthead: Home \| a=b appears defaced: https:/,
    )
    expect(syslogLine(restored, 'text')).toMatch(/^<117>1 .+ masthead - restored - Masthead: .+ is restored/)
  })

  it('holds Common Event Format with what separates its fields escaped', () => {
    const line = syslogLine(alert, 'cef')
    expect(line).toMatch(
      / - CEF:0\|Masthead\|masthead\|[\d.]+\|defaced\|Masthead: Home \\\| a=b appears defaced\|9\|externalId=one /,
    )
    expect(line).toContain(' request=https://www.example.org/?a\\=b ')
    expect(line).toContain(' cs1=Home | a\\=b ')
  })

  it.each(['udp4', 'udp6'] as const)('goes out by UDP to an address of %s', async (type) => {
    const host = type === 'udp6' ? '::1' : '127.0.0.1'
    const socket = createSocket(type)
    const received = once(socket, 'message')
    await new Promise<void>((done) => socket.bind(0, host, done))
    const { port } = socket.address()
    const written = type === 'udp6' ? `[${host}]` : host
    const target = { type: 'syslog', host: written, port, protocol: 'udp', format: 'cef' } as const
    expect(await send(target, alert, AT)).toBeNull()
    const [message] = await received
    expect(String(message)).toBe(syslogLine(alert, 'cef'))
    socket.close()
  })

  it('goes out by TCP with its length before it, and is kept while nobody listens', async () => {
    let received = ''
    const server = createServer((socket) => {
      socket.setEncoding('utf8').on('data', (part: string) => {
        received += part
      })
      socket.on('end', () => socket.end())
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const target = { type: 'syslog', host: '127.0.0.1', port, protocol: 'tcp', format: 'text' } as const
    expect(await send(target, alert, AT)).toBeNull()
    const line = syslogLine(alert, 'text')
    expect(received).toBe(`${Buffer.byteLength(line)} ${line}`)
    await new Promise((done) => server.close(done))
    expect(await send(target, alert, AT)).toContain('ECONNREFUSED')
  })
})
