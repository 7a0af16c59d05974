import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agreeOnSignatures } from '../../../src/collector/believe/agree-on-signatures.ts'
import { takeAway } from '../../../src/collector/believe/owners.ts'
import { gatherContent } from '../../../src/collector/publish/content.ts'
import { Mint } from '../../../src/collector/simulate/mint.ts'
import { encodeCore } from '../../../src/engine/signature/codec/core.ts'
import { toBase64 } from '../../../src/engine/signature/transfer/base64.ts'
import { type Cluster, startCluster } from '../../../src/postgres/cluster.ts'
import { START, type TestCollector, testCollector } from '../setup/collector.ts'
import { Reader, reportOn } from '../setup/reader.ts'

const DAY = 86_400_000
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-owners-'))
const records = new Map<string, string>()
const files = new Map<string, string>()
let cluster: Cluster
let collector: TestCollector
let mint: Mint

beforeAll(async () => {
  cluster = await startCluster()
  collector = await testCollector({
    dataDir,
    databaseUrl: cluster.url,
    isWatched: (host) => !host.endsWith('unwatched.example'),
    resolveTxt: async (name) => [[records.get(name) ?? 'v=spf1 -all']],
    fetchPage: async (url) => {
      const html = files.get(url)
      return html === undefined
        ? { ok: false, why: 'nothing', hosting: '' }
        : { ok: true, url, status: 200, html, hosting: '' }
    },
  })
  mint = new Mint(collector.database, collector.tools.tokens)
}, 240_000)
afterAll(async () => {
  await collector.stop()
  await cluster.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

/** From another address each time: a network may ask only so often. */
let owners = 0
const owner = () => new Reader(collector.app, `203.0.${owners++ % 250}.1`)
const core = (host: string, first = 1, issued = START) =>
  toBase64(
    encodeCore({
      version: 1,
      host,
      issued,
      templates: [
        {
          features: {
            links: Uint16Array.of(first, 900),
            names: Uint16Array.of(7),
            structure: Uint16Array.of(8),
          },
          hasCover: false,
        },
      ],
    }),
  )
const published = async () =>
  (await gatherContent(collector.database, collector.clock.now)).signatures.map(
    ({ source, signature }) => `${source} ${signature.host}`,
  )

test.each(['dns', 'file'] as const)(
  'who proves a domain by %s can answer and sign, and nobody else',
  async (method) => {
    const domain = `${method}.example`
    const claim = (await owner().post(`/v1/domains/${domain}`, {})).json()
    const act = (what: string, body: object) => owner().post(`/v1/domains/${domain}/${what}`, body)
    expect((await act('proof', { key: claim.key })).statusCode).toBe(409)
    expect((await act('answer', { key: claim.key, answer: 'It is us.' })).statusCode).toBe(403)
    if (method === 'dns') records.set(`_masthead.${domain}`, claim.challenge)
    else files.set(`https://${domain}/.well-known/masthead.txt`, `${claim.challenge}\n`)
    expect((await act('proof', { key: 'guessed' })).statusCode).toBe(403)
    expect((await act('proof', { key: claim.key })).json()).toEqual({ method })
    expect((await act('answer', { key: claim.key, answer: 'We are on it.' })).statusCode).toBe(200)
    expect((await act('signature', { key: 'guessed', core: core(`www.${domain}`) })).statusCode).toBe(403)
    expect((await act('signature', { key: claim.key, core: core('www.other.example') })).statusCode).toBe(422)
    expect((await act('signature', { key: claim.key, core: core(`www.${domain}`) })).statusCode).toBe(200)
    expect(await published()).toContain(`owner www.${domain}`)
    // A proven domain is not claimed away, unless it was proven by a file alone.
    expect((await owner().post(`/v1/domains/${domain}`, {})).statusCode).toBe(method === 'dns' ? 409 : 200)
  },
)

test('whoever else claims a domain keeps nobody from proving it, however often', async () => {
  const domain = 'claimed-twice.example'
  const claim = async (address: string) =>
    (await new Reader(collector.app, address).post(`/v1/domains/${domain}`, {})).json()
  const act = (what: string, body: object) => owner().post(`/v1/domains/${domain}/${what}`, body)
  const own = await claim('203.0.113.1')
  let stranger = { key: '', challenge: '' }
  for (let i = 0; i < 20; i++) stranger = await claim('198.18.7.1')
  records.set(`_masthead.${domain}`, own.challenge)
  expect((await act('proof', { key: stranger.key })).statusCode).toBe(409)
  expect((await act('proof', { key: own.key })).json()).toEqual({ method: 'dns' })
  // Asked again, it is still so; the stranger has nothing of it.
  expect((await act('proof', { key: own.key })).json()).toEqual({ method: 'dns' })
  expect((await act('answer', { key: stranger.key, answer: 'It is us.' })).statusCode).toBe(403)
  const open = await collector.database
    .selectFrom('claims')
    .select('key_hash')
    .where('domain', '=', domain)
    .execute()
  expect(open).toHaveLength(3)
})

test('a claim that nobody proves is forgotten after some days', async () => {
  const domain = 'late.example'
  const { key, challenge } = (await owner().post(`/v1/domains/${domain}`, {})).json()
  records.set(`_masthead.${domain}`, challenge)
  const { now } = collector.clock
  collector.clock.now += 6 * DAY
  expect((await owner().post(`/v1/domains/${domain}/proof`, { key })).statusCode).toBe(403)
  collector.clock.now = now
})

describe('whoever altered a site, and can write files to it,', () => {
  const claim = async (domain: string) => (await owner().post(`/v1/domains/${domain}`, {})).json()
  const act = (domain: string, what: string, body: object) =>
    owner().post(`/v1/domains/${domain}/${what}`, body)
  const putFile = (domain: string, challenge: string) =>
    files.set(`https://${domain}/.well-known/masthead.txt`, challenge)
  const reported = async (host: string) => {
    await new Reader(collector.app, '20.9.8.7').report(reportOn(host, collector.clock.now))
    await collector.count()
  }

  test('proves and signs nothing while it is reported; its owner proves it by a record', async () => {
    const domain = 'altered.example'
    const attacker = await claim(domain)
    putFile(domain, attacker.challenge)
    await reported(`www.${domain}`)
    const refused = await act(domain, 'proof', { key: attacker.key })
    expect([refused.statusCode, refused.json().error]).toEqual([
      409,
      expect.stringMatching(/only a text record/),
    ])
    const own = await claim(domain)
    records.set(`_masthead.${domain}`, own.challenge)
    expect((await act(domain, 'proof', { key: own.key })).json()).toEqual({ method: 'dns' })
    const sign = async () => {
      const signed = await act(domain, 'signature', { key: own.key, core: core(`www.${domain}`) })
      return signed.statusCode
    }
    expect(await sign()).toBe(409)
    await collector.database
      .updateTable('cases')
      .set({ state: 'restored' })
      .where('host', '=', `www.${domain}`)
      .execute()
    expect(await sign()).toBe(200)
  })

  test('loses what was proven before by a file to the text record of its owner, with all that was signed', async () => {
    const domain = 'unnoticed.example'
    const attacker = await claim(domain)
    putFile(domain, attacker.challenge)
    expect((await act(domain, 'proof', { key: attacker.key })).json()).toEqual({ method: 'file' })
    await act(domain, 'answer', { key: attacker.key, answer: 'All is well.' })
    await act(domain, 'signature', { key: attacker.key, core: core(`www.${domain}`) })
    expect(await published()).toContain(`owner www.${domain}`)
    const other = await claim(domain)
    putFile(domain, other.challenge)
    expect((await act(domain, 'proof', { key: other.key })).statusCode).toBe(409)
    records.set(`_masthead.${domain}`, other.challenge)
    expect((await act(domain, 'proof', { key: other.key })).json()).toEqual({ method: 'dns' })
    expect((await act(domain, 'answer', { key: attacker.key, answer: 'It is us.' })).statusCode).toBe(403)
    expect(await published()).not.toContain(`owner www.${domain}`)
    const rows = await collector.database
      .selectFrom('owners')
      .selectAll()
      .where('domain', '=', domain)
      .execute()
    expect(rows).toMatchObject([{ answer: '', method: 'dns' }])
  })

  test('loses the domain by the word of the operator', async () => {
    const domain = 'taken-away.example'
    const { key, sign } = await proven(domain)
    expect(await sign(`www.${domain}`)).toBe(200)
    await takeAway(collector.database, domain, START)
    expect((await act(domain, 'answer', { key, answer: 'It is us.' })).statusCode).toBe(403)
    expect(await published()).not.toContain(`owner www.${domain}`)
    await expect(takeAway(collector.database, domain, START)).rejects.toThrow(/^Nobody has proven taken-away/)
  })
})

test('an owner signs hosts that there can be, and nothing that the feed cannot hold', async () => {
  const domain = 'odd-hosts.example'
  const { sign } = await proven(domain)
  for (const host of [`a b.${domain}`, `ü.${domain}`, `.${domain}`, `a/b.${domain}`])
    expect([host, await sign(host)]).toEqual([host, 422])
})

/** An owner who has proven a domain by a text record. */
async function proven(domain: string) {
  const { key, challenge } = (await owner().post(`/v1/domains/${domain}`, {})).json()
  records.set(`_masthead.${domain}`, challenge)
  await owner().post(`/v1/domains/${domain}/proof`, { key })
  const sign = async (host: string) =>
    (await owner().post(`/v1/domains/${domain}/signature`, { key, core: core(host) })).statusCode
  return { key, sign }
}

test('neither owner nor reader has a word on a site that is not watched', async () => {
  const { sign } = await proven('unwatched.example')
  expect(await sign('www.unwatched.example')).toBe(422)
  const vote = { token: await mint.token(0), core: core('www.unwatched.example') }
  expect((await new Reader(collector.app, '20.1.1.1').post('/v1/signatures', vote)).statusCode).toBe(422)
})

test('owners sign so many hosts of a domain and no more, whatever name below it they prove', async () => {
  const many = Array.from({ length: 199 }, (_, i) => `www-${i}.many.example`)
  await collector.database
    .insertInto('signatures')
    .values(many.map((host) => ({ host, source: 'owner', core: core(host), at: START })))
    .execute()
  const { sign } = await proven('many.example')
  expect([await sign('www.many.example'), await sign('one-more.many.example')]).toEqual([200, 422])
  expect(await (await proven('below.many.example')).sign('www.below.many.example')).toBe(422)
  // What is signed can be signed anew.
  expect(await sign('www.many.example')).toBe(200)
})

test('an address or a private name is nobody’s domain', async () => {
  for (const domain of ['127.0.0.1', 'router.lan', 'localhost'])
    expect((await owner().post(`/v1/domains/${domain}`, {})).statusCode).toBe(422)
  expect((await owner().post('/v1/domains/www.a%00b.example', {})).statusCode).toBe(400)
})

/** What a reader learned: twenty features of a family in common with others, and ten that only they were shown. */
const learnedBy = (host: string, reader: number, common = 1_000) => {
  const family = () =>
    Uint16Array.from({ length: 30 }, (_, i) => (i < 20 ? common + i : 20_000 + reader * 100 + i)).sort()
  const features = { links: family(), names: family(), structure: Uint16Array.of(8) }
  return toBase64(encodeCore({ version: 1, host, issued: START, templates: [{ features, hasCover: false }] }))
}

describe('what readers learned', () => {
  let readers = 0
  const vote = async (host: string, address: string, common?: number) => {
    const reader = new Reader(collector.app, address)
    const answer = await reader.post('/v1/signatures', {
      token: await mint.token(0),
      core: learnedBy(host, readers++ % 100, common),
    })
    expect([answer.statusCode, answer.body]).toEqual([201, '{}'])
    await agreeOnSignatures(collector.database, collector.clock.now)
  }
  const featuresOf = async (host: string) => {
    const { signatures } = await gatherContent(collector.database, collector.clock.now)
    return signatures
      .find(({ signature }) => signature.host === host)
      ?.signature.templates.map(({ features }) => [...features.links])
  }
  const COMMON = Array.from({ length: 20 }, (_, i) => 1_000 + i)

  test('is published where five of them, in three networks, over two days, agree; and only what they agree on', async () => {
    const host = 'www.agreed.example'
    await vote(host, '20.1.1.1')
    await vote(host, '20.1.2.1')
    await vote(host, '20.2.1.1')
    await vote(host, '20.2.2.1')
    // Four of them, and a fifth that learned something else.
    await vote(host, '20.3.1.1', 40_000)
    expect(await featuresOf(host)).toBeUndefined()
    await vote(host, '20.2.3.1')
    // Five, in two networks.
    expect(await featuresOf(host)).toBeUndefined()
    await vote(host, '20.4.1.1')
    // Three networks, on one day.
    expect(await featuresOf(host)).toBeUndefined()
    collector.clock.now += DAY
    await vote(host, '20.4.1.9')
    expect(await featuresOf(host)).toEqual([COMMON])
  })

  test('stays as it is for a week, whoever comes', async () => {
    const host = 'www.agreed.example'
    for (let i = 0; i < 12; i++) {
      if (i === 6) collector.clock.now += DAY
      await vote(host, `20.${10 + (i % 4)}.${i}.1`, 50_000)
    }
    expect(await featuresOf(host)).toEqual([COMMON])
    collector.clock.now += 7 * DAY
    await agreeOnSignatures(collector.database, collector.clock.now)
    expect(await featuresOf(host)).toHaveLength(2)
  })

  test('is not published while somebody reports the site, for it may be the attack that was learned', async () => {
    const host = 'www.reported.example'
    await new Reader(collector.app, '20.9.9.9').report(reportOn(host, collector.clock.now))
    await collector.believe()
    for (const i of [1, 2, 3]) await vote(host, `20.${i}.7.1`)
    collector.clock.now += DAY
    for (const i of [1, 2, 3]) await vote(host, `20.${i}.8.1`)
    expect(await featuresOf(host)).toBeUndefined()
    await collector.database
      .updateTable('cases')
      .set({ state: 'rejected' })
      .where('host', '=', host)
      .execute()
    await agreeOnSignatures(collector.database, collector.clock.now)
    expect(await featuresOf(host)).toEqual([COMMON])
  })

  test('counts once where a neighbourhood has another name after four weeks', async () => {
    const host = 'www.renamed.example'
    // The last day of a name, and the first of the next.
    const epoch = 28 * DAY
    collector.clock.now = Math.ceil(collector.clock.now / epoch) * epoch - DAY
    for (const i of [1, 2, 3]) await vote(host, `20.${i}.7.1`)
    collector.clock.now += DAY
    for (const i of [1, 2, 3]) await vote(host, `20.${i}.7.1`)
    expect(await featuresOf(host)).toBeUndefined()
  })

  test('is not pushed out by a few who send it again and again', async () => {
    const host = 'www.flooded.example'
    const day = Math.floor(collector.clock.now / DAY)
    const rows = (from: string, count: number, common: number) =>
      Array.from({ length: count }, (_, i) => ({
        host,
        core: learnedBy(host, i % 40, common),
        nearby: `${from} ${i % 5}`,
        network: `${from} ${i % 3}`,
        token: createHash('sha256').update(`${from} ${i}`).digest('hex'),
        day: day - (from === 'flood' ? 0 : 1) - (i % 2),
      }))
    for (const some of [rows('flood', 400, 50_000), rows('honest', 5, 1_000)])
      await collector.database.insertInto('signature_votes').values(some).execute()
    await agreeOnSignatures(collector.database, collector.clock.now)
    expect(await featuresOf(host)).toContainEqual(COMMON)
  })

  test('goes with a token that is good for that alone, however often it is sent', async () => {
    const reader = new Reader(collector.app, '20.5.5.5')
    const token = await reader.token()
    const vote = async (core: string) => (await reader.post('/v1/signatures', { token, core })).statusCode
    const report = reportOn('www.twice.example', collector.clock.now)
    expect(await vote(learnedBy('www.twice.example', 1))).toBe(201)
    expect(await vote(learnedBy('www.twice.example', 1))).toBe(200)
    expect(await vote(learnedBy('www.twice.example', 2))).toBe(403)
    expect((await reader.post('/v1/reports', { token, report })).statusCode).toBe(403)
    const other = await reader.token()
    expect((await reader.post('/v1/reports', { token: other, report })).statusCode).toBe(201)
    const core = learnedBy('www.thrice.example', 1)
    expect((await reader.post('/v1/signatures', { token: other, core })).statusCode).toBe(403)
  })

  test('is refused where nothing of it is trusted, or its host is not public', async () => {
    const reader = new Reader(collector.app, '20.1.1.1')
    const empty = toBase64(
      encodeCore({ version: 1, host: 'www.empty.example', issued: START, templates: [] }),
    )
    for (const core of [empty, learnedBy('router.local', 1), 'AAAA']) {
      const answer = await reader.post('/v1/signatures', { token: await reader.token(), core })
      expect(answer.statusCode).toBe(422)
    }
  })

  /** Votes of readers, each from an address, day after day; `common` tells what they learned. */
  const overDays = async (host: string, days: readonly (readonly (readonly [string, number?])[])[]) => {
    for (const day of days) {
      for (const [address, common] of day) await vote(host, address, common)
      collector.clock.now += DAY
    }
    await agreeOnSignatures(collector.database, collector.clock.now)
    return featuresOf(host)
  }

  test.each([
    [
      'four readers',
      [
        [['20.1.1.1'], ['20.2.1.1']],
        [['20.3.1.1'], ['20.4.1.1']],
      ],
    ],
    [
      'one house five times',
      [
        [['20.1.1.1'], ['20.2.1.1'], ['20.3.1.1']],
        [['20.4.1.1'], ['20.4.1.2'], ['20.4.1.3']],
      ],
    ],
    [
      'two networks',
      [
        [['20.1.1.1'], ['20.1.2.1'], ['20.1.3.1']],
        [['20.2.1.1'], ['20.2.2.1'], ['20.2.3.1']],
      ],
    ],
    ['one day', [[['20.1.1.1'], ['20.2.1.1'], ['20.3.1.1'], ['20.4.1.1'], ['20.5.1.1'], ['20.6.1.1']]]],
    [
      'a fifth that learned something else',
      [
        [['20.1.1.1'], ['20.2.1.1']],
        [['20.3.1.1'], ['20.4.1.1'], ['20.5.1.1', 40_000]],
      ],
    ],
  ] as const)('is not published by %s', async (who, days) => {
    expect(await overDays(`www.${who.replaceAll(' ', '-')}.example`, days)).toBeUndefined()
  })

  test('is forgotten after a month', async () => {
    const host = 'www.forgotten.example'
    await overDays(host, [[['20.1.1.1'], ['20.2.1.1'], ['20.3.1.1'], ['20.4.1.1']]])
    collector.clock.now += 31 * DAY
    expect(await overDays(host, [[['20.5.1.1']]])).toBeUndefined()
  })
})
