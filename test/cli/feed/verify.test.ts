import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { feedCommand } from '../../../src/cli/feed/command.ts'
import { makeKey, signatureBy, signRoot } from '../../../src/cli/feed/keys.ts'
import type { Files } from '../../../src/engine/feed/content.ts'
import { encodeDiff } from '../../../src/engine/feed/diff.ts'
import { FEED_PATHS, signatureFile } from '../../../src/engine/feed/files.ts'
import { entryOf, type FeedContent, feedDiff, feedFiles, headOf } from '../../../src/engine/feed/publish.ts'
import { toAscii } from '../../../src/engine/feed/signed.ts'
import { encodeTable } from '../../../src/engine/feed/table.ts'
import { feedCrypto } from '../../../src/engine/feed/web-crypto.ts'

const HOUR = 3_600_000
const crypto = feedCrypto(globalThis.crypto.subtle)
const keys = mkdtempSync(join(tmpdir(), 'masthead-verify-'))
const root = join(keys, 'root-1.json')
let folder: string
let said = ''

beforeAll(async () => {
  const [a = '', b = '', feed = ''] = ['a', 'b', 'feed'].map((name) => makeKey(join(keys, name)))
  await feedCommand(['root', root, '--root-key', a, '--root-key', b, '--feed-key', feed])
  for (const name of ['a', 'b']) signRoot(root, join(keys, name))
})
afterAll(() => rmSync(keys, { recursive: true, force: true }))
beforeEach(() => {
  folder = mkdtempSync(join(keys, 'feed-'))
  said = ''
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said += String(text)
      return true
    })
})
afterEach(() => vi.restoreAllMocks())

const incident = (host: string) => ({
  host,
  path: '/',
  state: 'suspect' as const,
  firstSeen: 1,
  lastSeen: 1,
  restoredAt: 0,
  campaign: '',
})
const signature = (host: string) => ({
  source: 'feed' as const,
  signature: {
    version: 1 as const,
    host,
    issued: 0,
    templates: [
      {
        features: { links: Uint16Array.of(1, 900), names: Uint16Array.of(7), structure: Uint16Array.of(8) },
        hasCover: false,
      },
    ],
  },
})
const contentOf = (...hosts: string[]): FeedContent => ({
  patterns: [],
  suspended: [],
  incidents: hosts.map(incident),
  signatures: hosts.map(signature),
})

function write(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), bytes)
}

/** Signs and writes a publication; with a diff, from the number before. */
async function publish(sequence: number, files: Files, diff: Uint8Array<ArrayBuffer> | null = null) {
  const contents = [...files.values(), ...(diff === null ? [] : [diff])]
  for (const bytes of contents) write(FEED_PATHS.content((await entryOf(crypto, bytes)).sha256), bytes)
  const diffs = diff === null ? [] : [{ from: sequence - 1, ...(await entryOf(crypto, diff)) }]
  const issued = Date.now() - HOUR + sequence
  const about = { sequence, issued, expires: issued + 24 * HOUR, minClient: '0.1.0', diffs }
  const head = await headOf(crypto, about, files)
  const signatures = toAscii([signatureBy(join(keys, 'feed'), 'feed', head)])
  for (const path of [FEED_PATHS.head, FEED_PATHS.earlierHead(sequence)]) write(path, head)
  for (const path of [FEED_PATHS.headSignatures, FEED_PATHS.earlierSignatures(sequence)])
    write(path, signatures)
}

const first = feedFiles(contentOf('www.a.example', 'www.gone.example'))
const second = feedFiles(contentOf('www.a.example', 'www.b.example'))
const good = feedDiff(first, second)

const verify = () => feedCommand(['verify', folder, '--root', root])
async function expectRefused(wanted: RegExp): Promise<void> {
  expect(await verify()).toBe(1)
  expect(said).toMatch(wanted)
  expect(said).toMatch(/^[^\n]{20,300}\.\n$/)
}

test('a feed is well whose diff makes the files of its head out of the earlier ones', async () => {
  await publish(1, first)
  await publish(2, second, good)
  expect(await verify()).toBe(0)
  expect(said).toMatch(/1 diffs, 1 of them applied to what they lead from\.\n$/)
})

test('a feed that keeps no earlier head is checked as far as it can be', async () => {
  await publish(1, first)
  await publish(2, second, good)
  rmSync(join(folder, 'heads'), { recursive: true })
  expect(await verify()).toBe(0)
  expect(said).toMatch(/1 diffs, 0 of them applied/)
})

test('a diff that is damaged or gone is refused', async () => {
  await publish(1, first)
  await publish(2, second, good)
  const path = join(folder, FEED_PATHS.content((await entryOf(crypto, good)).sha256))
  const bytes = readFileSync(path)
  writeFileSync(
    path,
    Uint8Array.from(bytes, (byte, i) => (i === 9 ? byte ^ 1 : byte)),
  )
  await expectRefused(/^The diff from number 1 is not the one the head names/)
  said = ''
  rmSync(path)
  await expectRefused(/^The diff from number 1 is missing/)
})

test('a diff that is signed and leads elsewhere is refused', async () => {
  const bent = async (files: Files, wanted: RegExp) => {
    await publish(1, first)
    await publish(2, second, feedDiff(first, files))
    said = ''
    await expectRefused(wanted)
  }
  // Forgets a host, leaves a file out, keeps what is gone, adds what is not, or is no diff at all.
  await bent(
    feedFiles({ ...contentOf('www.a.example', 'www.b.example'), incidents: [incident('www.a.example')] }),
    /does not lead to number 2: what the diff makes of "incidents"/,
  )
  await bent(
    feedFiles({
      ...contentOf('www.a.example', 'www.b.example'),
      incidents: contentOf('www.a.example', 'www.gone.example').incidents,
    }),
    /does not lead to number 2: the diff leaves "incidents"/,
  )
  await bent(feedFiles(contentOf('www.b.example')), /removes "\S+" from "incidents", which has it;/)
  await bent(
    feedFiles(contentOf('www.a.example', 'www.c.example')),
    /puts "\S+" into "incidents", which has it otherwise;/,
  )
  await publish(2, second, Uint8Array.of(1, 2, 3))
  said = ''
  await expectRefused(/^The diff from number 1 cannot be read/)
  const nowhere = encodeDiff(new Map([['nothing', { put: new Map(), removed: [] }]]))
  await publish(2, second, nowhere)
  said = ''
  await expectRefused(/changes "nothing", which is no file/)
})

test('a signature that cannot be read, or stands where nobody looks, is refused', async () => {
  const host = 'www.a.example'
  const name = signatureFile(host)
  const withRecord = (part: string, record: Uint8Array) =>
    new Map([...first, [part, encodeTable(new Map([[host, record]]))]])
  await publish(1, withRecord(name, Uint8Array.of(1, 2, 3, 4)))
  await expectRefused(new RegExp(`^The signature of "${host}" in "${name}" cannot be used`))
  said = ''
  const elsewhere = name === 'signatures-00' ? 'signatures-01' : 'signatures-00'
  await publish(2, withRecord(elsewhere, Uint8Array.of(1, 2, 3, 4)))
  await expectRefused(new RegExp(`^The signature of "${host}" stands in "${elsewhere}"`))
})
