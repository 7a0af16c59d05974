import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/collector/database/open.ts'
import { publish } from '../../src/collector/publish/publish.ts'
import { FEED_PATHS } from '../../src/engine/feed/files.ts'
import { feedCrypto } from '../../src/engine/feed/web-crypto.ts'
import type { Report } from '../../src/engine/report/report.ts'
import { type Cluster, startCluster } from '../../src/postgres/cluster.ts'
import { putCase } from './setup/case.ts'
import { START, type TestCollector, testCollector } from './setup/collector.ts'
import { makeFeedKeys } from './setup/feed.ts'
import { Reader, reportOn } from './setup/reader.ts'

/** Megabytes of the disk: enough for a new server, and little more. */
const DISK = 128
const MEGABYTE = 1 << 20
/** The least that a file takes: room for the signatures of a head. */
const PAGE = 4_096
/** More than the disk has room for in what the server has set aside. */
const ENOUGH = 60
/** A picture of the largest kind, and of bytes that do not pack. */
const PICTURE = `data:image/png;base64,${randomBytes(440_000).toString('base64')}`

const disk = mkdtempSync(join(tmpdir(), 'masthead-full-disk-'))
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-full-disk-data-'))
const filler = join(disk, 'filler')

/** A file system of its own takes rights that not everybody has who runs the tests. */
function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}m`, 'tmpfs', disk], { stdio: 'ignore' })
    chmodSync(disk, 0o755)
    return true
  } catch {
    return false
  }
}

const isMounted = mount()
let cluster: Cluster | null = null
let collector: TestCollector | null = null

beforeAll(async () => {
  if (!isMounted) return
  cluster = await startCluster([], disk)
  collector = await testCollector({ dataDir, databaseUrl: cluster.url })
}, 240_000)
afterAll(async () => {
  await collector?.stop()
  await cluster?.remove()
  if (isMounted) execFileSync('umount', ['--lazy', disk])
  for (const folder of [disk, dataDir]) rmSync(folder, { recursive: true, force: true })
})

/** Writes until there is no room. */
function fill(): void {
  const file = openSync(filler, 'w')
  const bytes = Buffer.alloc(MEGABYTE, 1)
  try {
    while (true) writeSync(file, bytes)
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  } finally {
    closeSync(file)
  }
}

test.skipIf(!isMounted)(
  'on a disk that is full to the last byte nothing is acknowledged that is not kept, and all is taken once there is room',
  async () => {
    if (cluster === null || collector === null) throw new Error('The server is not there.')
    const reader = new Reader(collector.app, '198.51.104.1')
    const envelopes: { token: unknown; report: Report }[] = []
    const acknowledged = new Set<string>()
    const send = async (envelope: { token: unknown; report: Report }) => {
      const answer = await reader.post('/v1/reports', envelope)
      if (answer.statusCode < 300) acknowledged.add(envelope.report.id)
      return answer
    }
    for (let i = 0; i < ENOUGH; i++) {
      const screenshot = i % 2 === 0 ? PICTURE : ''
      const token = await new Reader(collector.app, `198.51.${i}.9`).token()
      envelopes.push({ token, report: reportOn(`www.site-${i}.example`, START, { screenshot }) })
    }
    const [first] = envelopes
    if (first !== undefined) await send(first)
    fill()
    const statuses: number[] = []
    for (const envelope of envelopes.slice(1)) statuses.push((await send(envelope)).statusCode)
    // What the server has set aside holds some of them; what it has no room for it refuses, and says so.
    expect(new Set(statuses)).toEqual(new Set([201, 503]))
    expect(collector.logged.join('')).toContain('No space left on device')
    // And on top of it the power goes.
    await cluster.crash()
    rmSync(filler)
    await cluster.start()
    const kept = await collector.database.selectFrom('reports').select('id').execute()
    expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining([...acknowledged]))
    for (const envelope of envelopes) expect([200, 201]).toContain((await send(envelope)).statusCode)
    const all = await collector.database.selectFrom('reports').select('id').execute()
    expect(all).toHaveLength(envelopes.length)
  },
  120_000,
)

test.skipIf(!isMounted)(
  'a disk with room for the signatures of a head and not for the head leaves the head and the signatures that were there',
  async () => {
    const database = await openDatabase({ dataDir, databaseUrl: null, onError: () => {} })
    const { key } = await makeFeedKeys(dataDir)
    const crypto = feedCrypto(globalThis.crypto.subtle)
    const folder = join(disk, 'feed')
    const publishAt = (now: number) => publish({ database, folder, key, crypto, now })
    const standing = () =>
      [FEED_PATHS.head, FEED_PATHS.headSignatures].map((name) => readFileSync(join(folder, name), 'utf8'))
    try {
      await putCase(database, 'www.a.example', START)
      await publishAt(START)
      const before = standing()
      await putCase(database, 'www.b.example', START)
      // All but the head is there already when the disk is full.
      symlinkSync('/dev/full', join(folder, `${FEED_PATHS.head}.part`))
      await expect(publishAt(START + 1)).rejects.toThrow(/make room on the disk/)
      fill()
      truncateSync(filler, statSync(filler).size - PAGE)
      await expect(publishAt(START + 2)).rejects.toThrow(
        /head\.json cannot be written; make room on the disk/,
      )
      expect(standing()).toEqual(before)
      rmSync(filler)
      await publishAt(START + 3)
      expect(standing()[0]).toContain('"sequence":2,')
    } finally {
      rmSync(filler, { force: true })
      await database.destroy()
    }
  },
  120_000,
)
