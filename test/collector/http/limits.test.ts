import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { PER_MINUTE } from '../../../src/collector/http/limits.ts'
import { type TestCollector, testCollector } from '../setup/collector.ts'
import { Reader } from '../setup/reader.ts'

const MINUTE = 60_000
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-limits-'))
let collector: TestCollector

beforeAll(async () => {
  collector = await testCollector({ dataDir, databaseUrl: null })
}, 240_000)
afterEach(() => vi.useRealTimers())
afterAll(async () => {
  await collector.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** One request of each kind, refused or not for what it says: it counts all the same. */
const ASK = {
  reports: (reader: Reader) => reader.post('/v1/reports', {}),
  tokens: (reader: Reader) => reader.post('/v1/tokens', {}),
  reading: (reader: Reader) => reader.get('/v1/tokens/keys'),
  moderation: (reader: Reader) => reader.get('/moderation'),
} as const

/** Every route, and the limit it stands under. */
const ROUTES = [
  ['reports', 'POST', '/v1/reports'],
  ['reports', 'POST', '/v1/signatures'],
  ['tokens', 'POST', '/v1/tokens'],
  ['tokens', 'POST', '/v1/reports/0b0e7bd8-6c13-4d8e-9d5c-3f4bb1b5a0c1/token'],
  ['tokens', 'POST', '/v1/domains/a.example'],
  ['tokens', 'POST', '/v1/domains/a.example/proof'],
  ['tokens', 'POST', '/v1/domains/a.example/answer'],
  ['tokens', 'POST', '/v1/domains/a.example/signature'],
  ['reading', 'GET', '/v1/tokens/keys'],
  ['reading', 'GET', '/v1/reports/0b0e7bd8-6c13-4d8e-9d5c-3f4bb1b5a0c1'],
  ['reading', 'GET', '/'],
  ['reading', 'GET', '/status.json'],
  ['reading', 'GET', '/status.svg'],
  ['reading', 'GET', '/status.atom'],
  ['reading', 'GET', '/openapi.json'],
  ['reading', 'GET', '/healthz'],
  ['reading', 'GET', '/metrics'],
  ['moderation', 'GET', '/moderation'],
  ['moderation', 'GET', '/moderation/1'],
  ['moderation', 'POST', '/moderation/1'],
  ['moderation', 'POST', '/moderation/suspended'],
  ['moderation', 'POST', '/moderation/lifted'],
] as const

test.each(['reports', 'tokens', 'reading', 'moderation'] as const)(
  'more %s than a neighbourhood may ask for in a minute are refused, and taken again after it',
  async (name) => {
    const network = 40 + Object.keys(ASK).indexOf(name)
    const ask = (address: string) => ASK[name](new Reader(collector.app, address))
    // The first reads the keys and salts that are kept from then on.
    const first = await ask(`${network}.1.1.1`)
    expect(first.statusCode).not.toBe(429)
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    for (let i = 1; i < PER_MINUTE[name]; i++)
      expect((await ask(`${network}.1.1.${i % 250}`)).statusCode).toBe(first.statusCode)
    const refused = await ask(`${network}.1.1.9`)
    expect(refused.statusCode).toBe(429)
    expect(refused.json()).toEqual({
      error: expect.stringMatching(/^Too many requests .*; try again in a minute\.$/),
    })
    // Everything under this limit is refused, and nothing else.
    for (const [limit, method, url] of ROUTES) {
      const answer = await collector.app.inject({ method, url, remoteAddress: `${network}.1.1.7` })
      expect([url, answer.statusCode === 429]).toEqual([url, limit === name])
    }
    // Next door nobody notices, and here not after a minute.
    expect((await ask(`${network}.1.2.1`)).statusCode).toBe(first.statusCode)
    vi.advanceTimersByTime(MINUTE + 1)
    expect((await ask(`${network}.1.1.9`)).statusCode).toBe(first.statusCode)
  },
)
