import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addModerator } from '../../../src/collector/believe/moderate.ts'
import { encodeCore } from '../../../src/engine/signature/codec/core.ts'
import { toBase64 } from '../../../src/engine/signature/transfer/base64.ts'
import { putCase } from '../setup/case.ts'
import { START, type TestCollector, testCollector } from '../setup/collector.ts'
import { Reader, reportOn } from '../setup/reader.ts'

const HTTP = join(import.meta.dirname, '../../../src/collector/http')
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-bad-fields-'))
const records = new Map<string, string>()
let collector: TestCollector
let credentials: string
let senders = 0

beforeAll(async () => {
  collector = await testCollector({
    dataDir,
    databaseUrl: null,
    resolveTxt: async (name) => [[records.get(name) ?? '']],
  })
  credentials = Buffer.from(`ann:${await addModerator(collector.database, 'ann', START)}`).toString('base64')
}, 240_000)
afterAll(async () => {
  await collector.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Everyone comes from somewhere else: no limit is what refuses. */
const reader = () => {
  senders++
  return new Reader(collector.app, `30.${Math.floor(senders / 200)}.${senders % 200}.1`)
}
const core = (host: string) =>
  toBase64(
    encodeCore({
      version: 1,
      host,
      issued: START,
      templates: [
        {
          features: { links: Uint16Array.of(1, 900), names: Uint16Array.of(7), structure: Uint16Array.of(8) },
          hasCover: false,
        },
      ],
    }),
  )

async function provenDomain(domain: string): Promise<string> {
  const { challenge, key } = (await reader().post(`/v1/domains/${domain}`, {})).json()
  records.set(`_masthead.${domain}`, challenge)
  await reader().post(`/v1/domains/${domain}/proof`, { key })
  return key
}

type Body = Record<string, unknown>
interface Route {
  /** As the source spells it. */
  path: string
  isForm?: boolean
  /** Where to post, and a body that is taken. */
  prepare(): Promise<{ url: string; body: Body }>
  taken: number
  /** A field that may be empty. */
  mayBeEmpty?: string
}

const ROUTES: Route[] = [
  {
    path: '/v1/tokens',
    taken: 200,
    prepare: async () => ({ url: '/v1/tokens', body: { blinded: ['0'.repeat(512)] } }),
  },
  {
    path: '/v1/reports/:id/token',
    taken: 200,
    prepare: async () => {
      const report = reportOn('www.right.example', START)
      const { receipt } = (await reader().report(report)).json()
      await collector.believe()
      await collector.database.updateTable('cases').set({ state: 'suspect', published_at: START }).execute()
      const key = (await collector.tools.tokens.keys())[1]?.key
      return { url: `/v1/reports/${report.id}/token`, body: { receipt, key, blinded: '0'.repeat(512) } }
    },
  },
  {
    path: '/v1/domains/:domain',
    taken: 200,
    prepare: async () => ({ url: '/v1/domains/claimed.example', body: {} }),
  },
  {
    path: '/v1/domains/:domain/proof',
    taken: 200,
    prepare: async () => ({
      url: '/v1/domains/proof.example/proof',
      body: { key: await provenDomain('proof.example') },
    }),
  },
  {
    path: '/v1/domains/:domain/answer',
    // Who has nothing to say any more takes it back.
    mayBeEmpty: 'answer',
    taken: 200,
    prepare: async () => ({
      url: '/v1/domains/answer.example/answer',
      body: { key: await provenDomain('answer.example'), answer: 'We are on it.' },
    }),
  },
  {
    path: '/v1/domains/:domain/signature',
    taken: 200,
    prepare: async () => ({
      url: '/v1/domains/signed.example/signature',
      body: { key: await provenDomain('signed.example'), core: core('www.signed.example') },
    }),
  },
  {
    path: '/v1/signatures',
    taken: 201,
    prepare: async () => ({
      url: '/v1/signatures',
      body: { token: await reader().token(), core: core('www.learned.example') },
    }),
  },
  {
    path: '/moderation/:id',
    isForm: true,
    taken: 303,
    prepare: async () => {
      const id = await putCase(collector.database, 'www.case.example', START)
      return { url: `/moderation/${id}`, body: { decision: 'defaced', reason: 'I saw it' } }
    },
  },
  {
    path: '/moderation/suspended',
    isForm: true,
    taken: 303,
    prepare: async () => ({
      url: '/moderation/suspended',
      body: { rule: 'en-hacked-by', reason: 'It is wrong' },
    }),
  },
  {
    path: '/moderation/lifted',
    isForm: true,
    taken: 303,
    prepare: async () => ({
      url: '/moderation/lifted',
      body: { rule: 'en-hacked-by', reason: 'It is right' },
    }),
  },
]

function send({ isForm = false }: Route, url: string, body: Body) {
  if (!isForm) return reader().post(url, body)
  const fields = Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]),
  )
  return collector.app.inject({
    method: 'POST',
    url,
    headers: {
      host: 'collector.example',
      origin: 'https://collector.example',
      authorization: `Basic ${credentials}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(fields).toString(),
  })
}

/** A body with each of its fields spoilt in each way. */
function spoilt(body: Body, isForm: boolean): [how: string, body: Body][] {
  const wrongTypes = isForm ? [['a', 'b']] : [7, null, true, [], {}]
  return [
    ['an extra field', { ...body, more: 1 }],
    ...Object.keys(body).flatMap((name): [string, Body][] => {
      const { [name]: value, ...rest } = body
      const isText = typeof value === 'string'
      return [
        [`no ${name}`, rest],
        [`an empty ${name}`, { ...body, [name]: '' }],
        [`a huge ${name}`, { ...body, [name]: 'x'.repeat(100_000) }],
        ...wrongTypes.map((wrong): [string, Body] => [
          `${name} ${JSON.stringify(wrong)}`,
          { ...body, [name]: wrong },
        ]),
        ...['\u0000', '\u0007', '\u009b', '\u202e'].map((control): [string, Body] => [
          `${name} with ${JSON.stringify(control)}`,
          { ...body, [name]: isText ? `${value.slice(0, 3)}${control}${value.slice(3)}` : control },
        ]),
      ]
    }),
  ]
}

test('every route that takes a body is among these', () => {
  const posts = ['report-routes.ts', 'owner-routes.ts', 'site-routes.ts'].flatMap((file) =>
    Array.from(
      readFileSync(join(HTTP, file), 'utf8').matchAll(/app\.post\('([^']+)'/g),
      ([, path = '']) => path,
    ),
  )
  expect(posts.filter((path) => path !== '/v1/reports').sort()).toEqual(ROUTES.map(({ path }) => path).sort())
})

describe.each(ROUTES)('POST $path', (route) => {
  test('refuses every field that is missing, too many, huge, of another type or holds controls', async () => {
    const { url, body } = await route.prepare()
    const answers: string[] = []
    for (const [how, wrong] of spoilt(body, route.isForm ?? false)) {
      if (how === `an empty ${route.mayBeEmpty}`) continue
      const answer = await send(route, url, wrong)
      const { error } = answer.statusCode === 303 ? { error: 'taken' } : answer.json()
      const isSentence = typeof error === 'string' && /^[^\n]{10,200}\.$/.test(error)
      if (![400, 403, 413, 422].includes(answer.statusCode) || !isSentence)
        answers.push(`${how}: ${answer.statusCode} ${answer.body}`)
    }
    for (const raw of ['', '{', '[7]', '7', '"text"', 'null'])
      if (route.isForm !== true) {
        const answer = await reader().post(url, raw)
        if (answer.statusCode !== 400) answers.push(`${raw}: ${answer.statusCode} ${answer.body}`)
      }
    expect(answers).toEqual([])
    // None of it stands in the way of what is right.
    expect((await send(route, url, body)).statusCode).toBe(route.taken)
  }, 240_000)
})

test('an address with a bad part is refused, and one of a long domain is not', async () => {
  const post = async (url: string) => (await reader().post(url, {})).statusCode
  expect(await post('/v1/reports/7/token')).toBe(400)
  expect(await post('/v1/domains/a%00b.example')).toBe(400)
  expect(await post(`/v1/domains/${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example`)).toBe(200)
  expect(await post(`/v1/domains/${'a'.repeat(300)}`)).toBe(414)
})
