import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agreeOnSignatures } from '../../../src/collector/believe/signature-votes.ts'
import { gatherContent } from '../../../src/collector/publish/content.ts'
import { encodeCore } from '../../../src/engine/signature/codec/core.ts'
import { toBase64 } from '../../../src/engine/signature/transfer/base64.ts'
import { type Cluster, startCluster } from '../../../src/postgres/cluster.ts'
import { START, type TestCollector, testCollector } from '../setup/collector.ts'
import { Reader } from '../setup/reader.ts'

const DAY = 86_400_000
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-owners-'))
const records = new Map<string, string>()
const files = new Map<string, string>()
let cluster: Cluster
let collector: TestCollector

beforeAll(async () => {
  cluster = await startCluster()
  collector = await testCollector({
    dataDir,
    databaseUrl: cluster.url,
    resolveTxt: async (name) => [[records.get(name) ?? 'v=spf1 -all']],
    fetchPage: async (url) => {
      const html = files.get(url)
      return html === undefined
        ? { ok: false, why: 'nothing', hosting: '' }
        : { ok: true, url, status: 200, html, hosting: '' }
    },
  })
}, 240_000)
afterAll(async () => {
  await collector.stop()
  await cluster.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

const owner = () => new Reader(collector.app, '203.0.113.1')
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
    // A proven domain is not claimed away.
    expect((await owner().post(`/v1/domains/${domain}`, {})).statusCode).toBe(409)
  },
)

test('an address or a private name is nobody’s domain', async () => {
  for (const domain of ['127.0.0.1', 'router.lan', 'localhost'])
    expect((await owner().post(`/v1/domains/${domain}`, {})).statusCode).toBe(422)
  expect((await owner().post('/v1/domains/www.a%00b.example', {})).statusCode).toBe(400)
})

test('what readers learned is published where five of them, in three networks, over two days, agree', async () => {
  const host = 'www.agreed.example'
  const vote = async (address: string, first = 1) => {
    const reader = new Reader(collector.app, address)
    const answer = await reader.post('/v1/signatures', {
      token: await reader.token(),
      core: core(host, first, collector.clock.now),
    })
    expect(answer.statusCode).toBe(201)
    await agreeOnSignatures(collector.database, collector.clock.now)
  }
  await vote('20.1.1.1')
  await vote('20.1.2.1')
  await vote('20.2.1.1')
  await vote('20.2.2.1')
  // Four of them, and a fifth that learned something else.
  await vote('20.3.1.1', 2)
  expect(await published()).not.toContain(`feed ${host}`)
  await vote('20.2.3.1')
  // Five, in two networks.
  expect(await published()).not.toContain(`feed ${host}`)
  await vote('20.4.1.1')
  // Three networks, on one day.
  expect(await published()).not.toContain(`feed ${host}`)
  collector.clock.now += DAY
  await vote('20.4.1.9')
  expect(await published()).toContain(`feed ${host}`)
})
