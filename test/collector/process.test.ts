import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { feedCommand } from '../../src/cli/feed/command.ts'
import { makeFeedKeys } from './setup/feed.ts'
import { type CollectorProcess, startProcess } from './setup/process.ts'
import { Reader, reportOn } from './setup/reader.ts'
import { through } from './setup/through.ts'

const base = mkdtempSync(join(tmpdir(), 'masthead-process-'))
const file = join(base, 'a-file')
/** Every process starts a database, and compiles what it runs. */
const PATIENCE = 300_000
let root: string

beforeAll(async () => {
  writeFileSync(file, '{}')
  root = (await makeFeedKeys(base)).root
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('a collector with nothing but a folder', () => {
  const env = { DATA_DIR: join(base, 'data'), FEED_KEY: join(base, 'feed.key'), TRUST_PROXY: '1' }
  let running: CollectorProcess | null = null
  afterEach(() => void running?.child.kill('SIGKILL'))

  const headOf = async (url: string): Promise<string> => {
    for (;;) {
      const answer = await fetch(`${url}/feed/head.json`)
      if (answer.status === 200) return answer.text()
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  test(
    'answers, serves its feed, and has everything again after it was stopped, and after it was killed',
    async () => {
      const first = await startProcess(env)
      running = first
      expect(await (await fetch(`${first.url}/healthz`)).json()).toEqual({ status: 'ok' })
      const reader = new Reader(through(first.url), '198.51.100.7')
      const sent = { token: await reader.token(), report: reportOn('www.a.example', Date.now()) }
      const taken = await reader.post('/v1/reports', sent)
      expect(taken.statusCode).toBe(201)
      const head = await headOf(first.url)
      expect(JSON.parse(head)).toMatchObject({ format: 'masthead-feed', sequence: 1 })
      expect(await feedCommand(['verify', `${first.url}/feed/`, '--root', root])).toBe(0)
      first.child.kill('SIGTERM')
      expect(await first.ended).toBe(0)

      for (const end of ['SIGKILL', 'SIGTERM'] as const) {
        const next = await startProcess(env)
        running = next
        const again = await new Reader(through(next.url), '203.0.113.7').post('/v1/reports', sent)
        expect([again.statusCode, again.json()]).toEqual([200, taken.json()])
        const { receipt } = taken.json()
        const outcome = await new Reader(through(next.url), '203.0.113.7').outcome(sent.report.id, receipt)
        expect(outcome.json()).toEqual({ outcome: 'waiting', others: 0 })
        expect(await headOf(next.url)).toBe(head)
        next.child.kill(end)
        expect(await next.ended).toBe(end === 'SIGTERM' ? 0 : null)
      }
    },
    PATIENCE,
  )
})

describe('a setting that cannot be used ends it with one sentence that says what to do', () => {
  const refused = async (env: Record<string, string>, wanted: RegExp) => {
    const ended = await startProcess({ DATA_DIR: join(base, 'other'), ...env }).then(
      ({ child }) => {
        child.kill('SIGKILL')
        return 'it started'
      },
      (error: unknown) => String(error),
    )
    const said = /The collector ended with (\S+): (.*)\n$/s.exec(ended) ?? [ended, '', '']
    // The sentence, and what lies behind it in brackets; no stack.
    expect(said.slice(1)).toEqual(['1', expect.stringMatching(/^[^\n]+[;,] [^\n;]+\.(?: \([^\n]+\))?$/)])
    expect(said[2]).toMatch(wanted)
  }

  test.each([
    [{ PORT: 'http' }, /^PORT is not usable: it is no whole number; change/],
    [{ PORT: '65536' }, /^PORT is not usable: it is more than 65535; change/],
    [
      { DATABASE_URL: 'mysql://localhost/x' },
      /^DATABASE_URL is not usable: it does not begin with postgresql:/,
    ],
    [
      { DATABASE_URL: 'postgresql://masthead:secret@127.0.0.1:1/x' },
      /^The PostgreSQL server of DATABASE_URL cannot be used; start it/,
    ],
    [
      { DATA_DIR: join(file, 'data') },
      /^The database in \S+ cannot be opened; set DATA_DIR to a folder that can be written\./,
    ],
    [{ FEED_DIR: join(file, 'feed') }, /^The folder \S+ cannot be written; set FEED_DIR to one that can\./],
    [{ FEED_KEY: join(base, 'none') }, /^\S+ is no key of a feed; make one with/],
    [{ FEED_KEY: file }, /^\S+ is no key of a feed; make one with/],
    [{ WATCH_LIST: join(base, 'none') }, /^The list \S+ cannot be read; set WATCH_LIST/],
  ])(
    '%j',
    async (env, wanted) => {
      await refused(env, wanted)
    },
    PATIENCE,
  )

  test(
    'a port that is taken',
    async () => {
      const other = createServer()
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
      const address = other.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      await refused(
        { PORT: String(port) },
        /^Nobody can listen on 127\.0\.0\.1, port \d+; change PORT or HOST\./,
      )
      other.close()
    },
    PATIENCE,
  )
})
