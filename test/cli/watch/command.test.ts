import { createHmac } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeKey } from '../../../src/cli/feed/keys.ts'
import { LevelStore } from '../../../src/cli/watch/level-store.ts'
import { openBundle } from '../../../src/engine/evidence/bundle.ts'
import { feedCrypto } from '../../../src/engine/feed/web-crypto.ts'
import { close } from './setup/listen.ts'
import { makePack, writePack } from './setup/patterns.ts'
import { openReceiver } from './setup/receiver.ts'
import { ended, start, watchOnce, writeConfig } from './setup/run.ts'
import { openSite } from './setup/site.ts'

const SECRET = 'a secret of the test'

let folder = ''
let site: Awaited<ReturnType<typeof openSite>>
let receiver: Awaited<ReturnType<typeof openReceiver>>
let file = ''

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-watch-'))
  site = await openSite()
  receiver = await openReceiver()
  file = writeConfig(folder, {
    properties: [{ name: 'Home', url: site.url }],
    alerts: { desk: { type: 'webhook', url: receiver.url, secret: SECRET } },
  })
})
afterEach(async () => {
  await close(site.server)
  await close(receiver.server)
  rmSync(folder, { recursive: true, force: true })
})

const events = () =>
  receiver.received.map(({ body }) => {
    const { id, event, incident, text }: Record<string, unknown> = JSON.parse(body)
    return { id, event, incident, text }
  })

describe('masthead watch', () => {
  it('alerts once when a page is defaced and once when it is restored', async () => {
    expect(await watchOnce(file)).toMatchObject({ status: 0, out: 'Home: unfamiliar\n', err: '' })
    site.usual = 'later'
    expect((await watchOnce(file)).status).toBe(0)
    expect((await watchOnce(file)).out).toBe('Home: intact\n')
    expect(events()).toEqual([])

    site.usual = 'defaced'
    const first = await watchOnce(file)
    expect(first).toMatchObject({ status: 1, err: '' })
    expect(first.out).toMatch(/^Home: defaced since /)
    expect((await watchOnce(file)).status).toBe(1)
    expect(events()).toMatchObject([
      {
        event: 'opened',
        incident: { kind: 'defaced', url: site.url },
        text: 'Masthead: Home appears defaced',
      },
    ])

    site.usual = 'healthy'
    expect(await watchOnce(file)).toMatchObject({ status: 0, out: 'Home: intact\n  It is restored.\n' })
    expect((await watchOnce(file)).status).toBe(0)
    expect(events()).toMatchObject([{ event: 'opened' }, { event: 'restored' }])
    const [opened, restored] = events()
    expect(restored?.incident).toMatchObject({ restoredAt: expect.any(Number) })
    expect(restored?.id).not.toBe(opened?.id)
  })

  it('keeps evidence of an incident beside better days, and knows whom to tell from before', async () => {
    makeKey(join(folder, 'watch.key'))
    file = writeConfig(folder, {
      evidence: { folder: 'incidents', key: 'watch.key' },
      properties: [{ name: 'Home', url: site.url }],
      alerts: { desk: { type: 'webhook', url: receiver.url, secret: SECRET } },
    })
    site.contact = 'mailto:security@courier.example'
    await watchOnce(file)
    site.contact = 'mailto:attacker@evil.example'
    site.usual = 'defaced'
    expect(await watchOnce(file)).toMatchObject({ status: 1, err: '' })
    const [name = ''] = readdirSync(join(folder, 'incidents'))
    const evidence = join(folder, 'incidents', name)
    expect(events()).toMatchObject([
      { incident: { evidence, contacts: ['mailto:security@courier.example'] } },
    ])
    const opened = await openBundle(feedCrypto(globalThis.crypto.subtle), readFileSync(evidence))
    if (!opened.ok) throw new Error(opened.error)
    const portraits: unknown = JSON.parse(
      Buffer.from(opened.value.files.get('portraits.json') ?? []).toString(),
    )
    expect(portraits).toMatchObject({
      now: { title: expect.stringContaining('Piraté') },
      usual: { title: expect.stringContaining('Courrier du Matin') },
    })
    // The incident that goes on gives no second one.
    await watchOnce(file)
    expect(readdirSync(join(folder, 'incidents'))).toEqual([name])
  })

  it('looks for wordings of one’s own, and names them in the evidence', async () => {
    makeKey(join(folder, 'watch.key'))
    writePack(folder, 'own.json', makePack({}, { phrases: ['Courrier du Matin'] }))
    const points = async (more: object) => {
      file = writeConfig(folder, { ...more, properties: [{ name: 'Home', url: site.url }] })
      const seen: { points: number } = JSON.parse((await watchOnce(file, '--json')).out)
      return seen.points
    }
    const own = { patterns: ['own.json'], evidence: { folder: 'incidents', key: 'watch.key' } }
    // The words stand on the healthy page: without the file nobody minds them.
    expect(await points({ ...own, store: 'a' })).toBeGreaterThan((await points({ store: 'b' })) + 1)
    site.usual = 'defaced'
    await points({ ...own, store: 'a' })
    const [name = ''] = readdirSync(join(folder, 'incidents'))
    const opened = await openBundle(
      feedCrypto(globalThis.crypto.subtle),
      readFileSync(join(folder, 'incidents', name)),
    )
    if (!opened.ok) throw new Error(opened.error)
    const about: unknown = JSON.parse(Buffer.from(opened.value.files.get('about.json') ?? []).toString())
    expect(about).toMatchObject({
      versions: { patterns: expect.stringMatching(/ \+ own of 2026-01-01$/) },
    })
  })

  it('alerts all the same where the evidence cannot be kept', async () => {
    makeKey(join(folder, 'watch.key'))
    writeFileSync(join(folder, 'incidents'), 'a file where the folder should be')
    file = writeConfig(folder, {
      evidence: { folder: 'incidents', key: 'watch.key' },
      properties: [{ name: 'Home', url: site.url }],
      alerts: { desk: { type: 'webhook', url: receiver.url, secret: SECRET } },
    })
    site.usual = 'defaced'
    expect(await watchOnce(file)).toMatchObject({
      status: 1,
      err: expect.stringContaining(
        'The evidence of Home could not be kept (something else of that name is there).',
      ),
    })
    expect(events()).toMatchObject([{ event: 'opened', incident: { evidence: '' } }])
  })

  it('keeps the evidence without a picture where no browser is there, and says so in one line', async () => {
    makeKey(join(folder, 'watch.key'))
    file = writeConfig(folder, {
      evidence: { folder: 'incidents', key: 'watch.key', render: true },
      properties: [{ name: 'Home', url: site.url }],
      alerts: { desk: { type: 'webhook', url: receiver.url, secret: SECRET } },
    })
    site.usual = 'defaced'
    for (const name of ['CHROME_PATH', 'FIREFOX_PATH']) vi.stubEnv(name, '')
    vi.stubEnv('PATH', folder)
    try {
      expect(await watchOnce(file)).toMatchObject({
        status: 1,
        err: 'The evidence of Home has no picture: no browser was found; install one, or name it in CHROME_PATH or FIREFOX_PATH.\n',
      })
    } finally {
      vi.unstubAllEnvs()
    }
    const [name = ''] = readdirSync(join(folder, 'incidents'))
    expect(events()).toMatchObject([
      { event: 'opened', incident: { evidence: join(folder, 'incidents', name) } },
    ])
  })

  it('wants a key that is one before it begins', async () => {
    file = writeConfig(folder, {
      evidence: { folder: 'incidents', key: 'none.key' },
      properties: [{ name: 'Home', url: site.url }],
    })
    expect(await watchOnce(file)).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining('none.key'),
    })
  })

  it('signs what it posts, with the time', async () => {
    site.usual = 'defaced'
    await watchOnce(file)
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received
    const [, seconds = '', signature = ''] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['masthead-signature'])) ?? []
    expect(signature).toBe(createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex'))
    expect(Math.abs(Number(seconds) - Date.now() / 1_000)).toBeLessThan(600)
  })

  it.each(['gateway-timeout', 'blank', 'silence', 'elsewhere'] as const)(
    'calls %s what could not be checked, and neither alarms nor restores',
    async (outage) => {
      file = writeConfig(folder, {
        'timeout-seconds': 1,
        properties: [{ name: 'Home', url: site.url }],
        alerts: { desk: { type: 'webhook', url: receiver.url, secret: SECRET } },
      })
      await watchOnce(file)
      await watchOnce(file)
      site.usual = outage
      const run = await watchOnce(file, '--json')
      expect(JSON.parse(run.out)).toMatchObject({
        state: 'unchecked',
        why: expect.stringMatching(/.+/),
        incident: null,
      })
      if (outage === 'elsewhere') expect(run.out).toContain('It leads to another site, http://localhost:')
      expect(run.status).toBe(3)
      expect(events()).toEqual([])

      site.usual = 'defaced'
      await watchOnce(file)
      site.usual = outage
      expect((await watchOnce(file)).status).toBe(1)
      expect(events()).toMatchObject([{ event: 'opened' }])
    },
  )

  it('lets pass what a second look does not confirm', async () => {
    site.shown = ['defaced', 'healthy']
    const { status, out } = await watchOnce(file)
    expect(out).toBe('Home: unfamiliar\n')
    expect(status).toBe(0)
    site.usual = 'defaced'
    await watchOnce(file)
    site.shown = ['healthy', 'defaced']
    expect((await watchOnce(file)).status).toBe(1)
    expect(events()).toMatchObject([{ event: 'opened' }])
    expect(site.requests).toHaveLength(6)
  })

  it('waits between two pages of one host', async () => {
    file = writeConfig(folder, {
      'delay-seconds': 1,
      properties: ['a', 'b', 'c'].map((name) => ({ name, url: `${site.url}${name}` })),
    })
    expect((await watchOnce(file)).status).toBe(0)
    expect(site.requests.map(({ path }) => path)).toEqual(['/a', '/b', '/c'])
    const pauses = site.requests.slice(1).map(({ at }, before) => at - (site.requests[before]?.at ?? at))
    // A timer may be early by a millisecond, never by much.
    for (const pause of pauses) expect(pause).toBeGreaterThan(950)
  })

  it('does not run beside another on the same store', async () => {
    site.shown = ['silence']
    const first = start(file, '--once')
    const firstEnd = ended(first)
    await expect.poll(() => site.requests.length, { timeout: 60_000 }).toBe(1)
    const second = await watchOnce(file)
    expect(second.status).toBe(3)
    expect(second.err).toMatch(/^Another masthead watch works with .+; nothing was looked at\.\n$/)
    expect(site.requests).toHaveLength(1)
    first.kill('SIGKILL')
    await firstEnd
    // Nothing of the one that was killed is in the way.
    expect((await watchOnce(file)).status).toBe(0)
  })

  it('goes on by itself without --once', async () => {
    site.usual = 'defaced'
    const child = start(file, '--json')
    const end = ended(child)
    await expect.poll(() => events().length, { timeout: 60_000 }).toBe(1)
    expect(child.exitCode).toBeNull()
    child.kill('SIGTERM')
    expect((await end).out).toContain('"turn":"opened"')
  })

  it('looks at once where the clock was set back since the last look', async () => {
    const store = await LevelStore.open(join(folder, 'masthead-watch'))
    const lookedAt = Date.now() + 30 * 86_400_000
    await store.keep({
      property: { name: 'Home', record: { url: site.url, lookedAt, incident: null, state: 'well' } },
      site: null,
      statement: null,
      keyCheck: null,
      incident: null,
      portrait: null,
      contacts: { host: '127.0.0.1', record: { at: lookedAt, contacts: [] } },
      waiting: [],
    })
    await store.close()
    site.contact = 'mailto:desk@example.org'
    const child = start(file)
    const end = ended(child)
    await expect.poll(() => site.requests.length, { timeout: 30_000 }).toBe(1)
    await expect.poll(() => site.contacted, { timeout: 30_000 }).toBe(1)
    child.kill('SIGTERM')
    await end
  })

  it('says what is wrong with its arguments', async () => {
    expect((await ended(start())).status).toBe(2)
    const none = await watchOnce(join(folder, 'none.json'))
    expect(none.status).toBe(2)
    expect(none.err).toContain('none.json cannot be read')
  })
})
