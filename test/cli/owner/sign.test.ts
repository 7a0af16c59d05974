import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkPage } from '../../../src/engine/check.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { toFile } from '../../../src/engine/signature/transfer/file.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { withVersion } from '../../engine/signature/with-version.ts'
import { readPages } from '../../pages/read-pages.ts'
import { lineOf, masthead } from '../setup/masthead.ts'
import { close, listen } from '../watch/setup/listen.ts'
import { startNameServer } from './setup/name-server.ts'

let folder = ''
let server: Server
let url = ''
let key = ''
let publicKey = ''
let signatures = ''
let out = ''
/** What the site serves as its statement. */
let served = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-owner-'))
  key = join(folder, 'owner.key')
  signatures = join(folder, 'signatures.json')
  out = join(folder, 'masthead.json')
  const page = readPages().get('newsroom-home-day-1')
  const observation = observeHtml(page?.html ?? '', { url: 'http://127.0.0.1/', status: 200, at: Date.now() })
  const { site } = checkPage({
    observation,
    site: null,
    patterns: shippedPatterns(),
    weights: shippedWeights,
    now: Date.now(),
  })
  if (site === null) throw new Error('Nothing was learned.')
  writeFileSync(signatures, toFile([site]))
  const site80 = await listen((request, response) => {
    if (request.url === '/.well-known/masthead.json' && existsSync(served)) response.end(readFileSync(served))
    else response.writeHead(404).end()
  })
  server = site80.server
  url = site80.url
})
afterAll(async () => {
  await close(server)
  rmSync(folder, { recursive: true, force: true })
})

const sign = (...more: string[]) =>
  masthead('sign', signatures, '--key', key, '--domain', '127.0.0.1', '--out', out, ...more)

describe('an owner', () => {
  it('makes a key that only they may read, and never over another', async () => {
    const made = await masthead('keygen', key)
    publicKey = made.out.trim()
    expect(publicKey).toMatch(/^[0-9a-f]{64}$/)
    expect(statSync(key).mode & 0o777).toBe(0o600)
    const again = await masthead('keygen', key)
    expect(again.status).toBe(2)
    expect(again.err).toBe(`${key} is there already and is not written over; name another file.\n`)
  })

  it('signs, and each time with the next number', async () => {
    expect(await sign()).toMatchObject({ status: 0, out: expect.stringContaining('is number 1, of 1 hosts') })
    writeFileSync(join(folder, 'first.json'), readFileSync(out))
    expect((await sign('--days', '30')).out).toContain('is number 2')
    const verified = await masthead('verify', out, '--key', publicKey)
    expect(verified.status).toBe(0)
    expect(verified.out).toMatch(
      /^127\.0\.0\.1, number 2: issued .+, expires .+\.\n {2}127\.0\.0\.1: 1 kinds of pages\n$/,
    )
  })

  it('does not sign away a host whose signature is of another version', async () => {
    const whole = readFileSync(signatures, 'utf8')
    writeFileSync(signatures, withVersion(whole))
    expect(await sign()).toMatchObject({ status: 2, err: expect.stringContaining('is of another version') })
    writeFileSync(signatures, whole)
  })

  it('announces a change', async () => {
    const { err } = await sign(
      '--change',
      '2020-01-01/2100-01-01',
      '--next',
      signatures,
      '--note',
      'A new design',
    )
    expect(err).toBe('')
    expect((await masthead('verify', out, '--key', publicKey)).out).toContain(
      'change expected now: 2020-01-01T00:00:00.000Z to 2100-01-01T00:00:00.000Z, A new design',
    )
  })

  it('hands over to another key, once, and who knows the old one is told', async () => {
    const next = join(folder, 'next.key')
    const nextKey = (await masthead('keygen', next)).out.trim()
    const moved = join(folder, 'moved.json')
    writeFileSync(moved, readFileSync(out))
    const signNext = (...more: string[]) =>
      masthead('sign', signatures, '--key', next, '--domain', '127.0.0.1', '--out', moved, ...more)
    const alone = await signNext()
    expect(alone.status).toBe(2)
    expect(alone.err).toContain('not signed by the key')
    expect((await signNext('--replaces', key)).out).toContain('is number 4')
    expect((await signNext()).out).toContain('is number 5')
    const verified = await masthead('verify', moved, '--key', publicKey)
    expect(verified.status).toBe(0)
    expect(verified.out).toContain(`The key has handed over to ${nextKey}; pin that one from now on.`)
    expect((await masthead('verify', moved, '--key', nextKey)).out).toMatch(/^127\.0\.0\.1, number 5/)
    // Who knows the new one alone may have seen what the old one signed.
    const moveAfter = (file: string) => masthead('verify', moved, '--key', nextKey, '--after', file)
    expect(await moveAfter(out)).toMatchObject({ status: 0, err: '' })
    const stranger = join(folder, 'stranger.json')
    const strange = join(folder, 'stranger.key')
    await masthead('keygen', strange)
    await masthead('sign', signatures, '--key', strange, '--domain', '127.0.0.1', '--out', stranger)
    expect(await moveAfter(stranger)).toMatchObject({
      status: 1,
      err: expect.stringContaining('not signed by the key'),
    })
  })

  it('gets a line of JSON for each step', async () => {
    const file = join(folder, 'json.key')
    const made = lineOf(await masthead('keygen', file, '--json'))
    expect(made).toEqual({ file, key: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(lineOf(await sign('--json', '--change', '2020-01-01/2100-01-01', '--note', 'New'))).toEqual({
      out,
      domain: '127.0.0.1',
      sequence: 4,
      issued: expect.stringMatching(/Z$/),
      expires: expect.stringMatching(/Z$/),
      hosts: ['127.0.0.1'],
      key: publicKey,
      record: { name: '_masthead.127.0.0.1', text: `masthead-key=${publicKey}` },
    })
    expect(lineOf(await masthead('verify', out, '--key', publicKey, '--json'))).toMatchObject({
      isBelieved: true,
      sequence: 4,
      hosts: [{ host: '127.0.0.1', kinds: 1 }],
      changes: [{ from: '2020-01-01T00:00:00.000Z', note: 'New', isExpectedNow: true }],
      key: publicKey,
      isHandedOver: false,
      named: null,
      error: null,
    })
    const foreign = await masthead('verify', out, '--key', '0'.repeat(64), '--json')
    expect(foreign.status).toBe(1)
    expect(lineOf(foreign)).toEqual({
      isBelieved: false,
      error: expect.stringContaining('not signed by the key'),
    })
  })

  it('is told what cannot be signed', async () => {
    for (const [args, why] of [
      [['--change', '2026-01-02/2026-01-01'], '--change takes two times'],
      [['--change', '2020-01-01/2020-02-01'], '--change 2020-01-01/2020-02-01 is over already'],
      [['--change', '2099-02-30/2099-03-05'], '--change: there is no day 2099-02-30'],
      [['--next', signatures], '--next says what a change leads to'],
      [['--days', 'x'], '--days takes a whole number'],
      [['--days', '1000000000'], '--days takes a whole number from 1 to 3650, not "1000000000".'],
      [['--note', 'n'.repeat(201)], '--note takes 200 letters at most, not 201'],
      [Array<string>(9).fill('--change=2020-01-01/2100-01-01'), '--change can be given 8 times at most'],
      [['--key', join(folder, 'none.key')], 'none.key cannot be read: there is no such file; make a key'],
      [['--out', join(folder, 'none', 'x')], 'cannot be written: its folder is not there'],
      [['--next', join(folder, 'none.json'), '--change', '2020-01-01/2100-01-01'], 'there is no such file'],
      [['--domain', 'other.example'], 'holds no host of other.example'],
    ] as const) {
      const run = await sign(...args)
      expect(run.err).toContain(why)
      expect(run.status).toBe(2)
    }
  })
})

describe('masthead verify', () => {
  it('believes what the site serves, unless an older statement was put back', async () => {
    served = out
    const verify = (...more: string[]) =>
      masthead('verify', url, '--key', publicKey, '--allow-private', ...more)
    expect((await verify()).status).toBe(0)
    expect((await verify('--after', join(folder, 'first.json'))).status).toBe(0)
    served = join(folder, 'first.json')
    const old = await verify('--after', out)
    expect(old.status).toBe(1)
    expect(old.err).toContain('an old one may have been put back')
  })

  it('believes nobody else, and says so where there is nothing', async () => {
    const other = (await masthead('keygen', join(folder, 'other.key'))).out.trim()
    const foreign = await masthead('verify', out, '--key', other)
    expect(foreign.status).toBe(1)
    expect(foreign.err).toContain('is not signed by the key')
    served = join(folder, 'none.json')
    const missing = await masthead('verify', url, '--key', publicKey, '--allow-private')
    expect(missing.status).toBe(3)
    expect(missing.err).toContain('answers 404')
    for (const args of [['www.example.org'], [out, '--after', join(folder, 'none.json')]]) {
      const unread = await masthead('verify', ...args, '--key', publicKey)
      expect(unread.status).toBe(3)
      expect(unread.err).toMatch(/^\S+ cannot be read: there is no such file; name .+\.\n$/)
    }
    expect((await masthead('verify', 'www.example.org', '--dns')).err).toContain('write https:// before')
  })

  it('asks the name service for the key, which nobody changes who only has the site', async () => {
    served = out
    const names = await startNameServer()
    const verify = (...more: string[]) =>
      masthead('verify', url, '--dns', '--name-server', names.address, '--allow-private', ...more)
    try {
      const none = await verify()
      expect(none.err).toContain(
        `no text record _masthead.127.0.0.1 that names a key; it would be "masthead-key=${publicKey}"`,
      )
      expect(none.status).toBe(1)
      names.records.set('_masthead.127.0.0.1', ['v=spf1 -all', `masthead-key=${publicKey}`])
      const named = await verify()
      expect([named.status, named.err]).toEqual([0, ''])
      expect(named.out).toMatch(
        /^The text record _masthead\.127\.0\.0\.1 names the key [0-9a-f]{64}\.\n127\.0\.0\.1, number/,
      )
      expect((await verify('--key', publicKey)).status).toBe(0)
      // Whoever signs with a key of their own is found out, though the file fits itself.
      const thief = join(folder, 'thief.key')
      await masthead('keygen', thief)
      served = join(folder, 'forged.json')
      await masthead('sign', signatures, '--key', thief, '--domain', '127.0.0.1', '--out', served)
      const forged = await verify()
      expect(forged.status).toBe(1)
      expect(forged.err).toContain(`names another key, ${publicKey}`)
      // The key before the one in force is still the owner's, and it is said what to publish; also after an older one.
      served = join(folder, 'moved.json')
      const moved = await verify('--after', out)
      expect(moved.err).toBe('')
      expect(moved.out).toContain(
        `names the key before, ${publicKey}; the owner has to publish "masthead-key=`,
      )
      expect(moved.out).toContain('The key has handed over to')
      // Pasted with quotation marks and in capitals it is the same; half of one is none.
      served = out
      names.records.set('_masthead.127.0.0.1', [`"masthead-key=${publicKey.toUpperCase()}"`])
      expect((await verify()).status).toBe(0)
      names.records.set('_masthead.127.0.0.1', [`masthead-key=${publicKey.slice(1)}`])
      expect((await verify()).err).toContain('names no key that can be read')
    } finally {
      names.close()
    }
  })

  it('says so where the name service cannot be asked, or is none', async () => {
    served = out
    const nobody = await masthead('verify', url, '--dns', '--name-server', '127.0.0.1:9', '--allow-private')
    expect(nobody.status).toBe(3)
    expect(nobody.err).toContain('The name service could not be asked for _masthead.127.0.0.1')
    expect(nobody.err.trim().split('\n')).toHaveLength(1)
    for (const server of ['dns.example', '127.0.0.1:0', '127.0.0.1:70000', '[127.0.0.1]:x']) {
      const wrong = await masthead('verify', out, '--dns', '--name-server', server)
      expect([server, wrong.status]).toEqual([server, 2])
      expect(wrong.err).toContain('--name-server takes an address')
    }
    expect((await masthead('verify', out, '--key', publicKey, '--name-server', '127.0.0.1')).status).toBe(2)
  })
})
