import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../src/engine/report/report.ts'
import { type Cluster, startCluster } from '../../src/postgres/cluster.ts'
import { START, type TestCollector, testCollector } from './setup/collector.ts'
import { Reader, reportOn } from './setup/reader.ts'

/** Megabytes of the disk: enough for a new server, and little more. */
const DISK = 128
const MEGABYTE = 1 << 20
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
