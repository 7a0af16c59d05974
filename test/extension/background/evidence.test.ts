import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { WARCParser } from 'warcio'
import { verifyBundle } from '../../../src/cli/evidence/verify.ts'
import { contentsOf } from '../../../src/cli/report/contents.ts'
import { openBundle } from '../../../src/engine/evidence/bundle.ts'
import { feedCrypto } from '../../../src/engine/feed/web-crypto.ts'
import { DEFACED, frontPage } from '../../browser/pages.ts'
import { masthead } from '../../cli/setup/masthead.ts'
import { HOME, World } from './properties/world.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const world = new World()
fake.browser = world.browser
const { addProperty, checkProperty } = await import('../../../src/extension/background/properties/manage.ts')
const { lookAtDue } = await import('../../../src/extension/background/properties/schedule.ts')
const { incidentEvidence, propertyEvidence } = await import(
  '../../../src/extension/background/evidence/save.ts'
)
const { evidenceKey } = await import('../../../src/extension/background/evidence/key.ts')
const { resetAll } = await import('../../../src/extension/background/reset.ts')
const { closeDatabase, openDatabase } = await import('../../../src/extension/background/database/open.ts')

const bytesOf = (file: string) => new Uint8Array(Buffer.from(file, 'base64'))
const folder = mkdtempSync(join(tmpdir(), 'masthead-evidence-'))

beforeEach(async () => {
  await world.reset(closeDatabase)
  world.site = { [HOME]: { body: frontPage() } }
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  await addProperty({ url: HOME, domain: 'courier.example' })
  await checkProperty({ url: HOME })
})
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  rmSync(folder, { recursive: true, force: true })
})

/** The page is altered, and that is confirmed; gives the incident. */
async function altered(): Promise<string> {
  world.site = { [HOME]: { body: DEFACED } }
  await checkProperty({ url: HOME })
  world.later(1)
  await lookAtDue(0)
  const [incident] = await (await openDatabase()).getAll('incidents')
  if (incident === undefined) throw new Error('There is no incident.')
  return incident.id
}

it('an incident gives evidence that the command line verifies', async () => {
  const incident = await altered()
  world.site = { [HOME]: { body: frontPage() } }
  const { name, file, key } = await incidentEvidence({ incident })
  expect(name).toMatch(/^www\.courier\.example-20261120T090100Z-[0-9a-f]+\.zip$/)
  const path = join(folder, name)
  writeFileSync(path, bytesOf(file))
  expect(await masthead('verify', path, '--key', key)).toMatchObject({
    status: 0,
    out: expect.stringContaining('none changed since they were signed'),
  })
  const files = unzipSync(bytesOf(file))
  expect(Buffer.from(files['page.html'] ?? []).toString()).toBe(DEFACED)
  expect(JSON.parse(Buffer.from(files['response.json'] ?? []).toString())).toMatchObject({
    status: 200,
    headers: expect.arrayContaining([['x-served-by', 'cache 1']]),
  })
  const opened = await openBundle(feedCrypto(crypto.subtle), bytesOf(file))
  if (!opened.ok) throw new Error(opened.error)
  expect(contentsOf(opened.value)).toMatchObject({
    ok: true,
    value: {
      about: { url: HOME, versions: { program: '0.1.0' } },
      verdict: { kind: 'defaced' },
      portraits: { usual: { title: "La Gazette - toute l'actualité" } },
      screenshot: null,
    },
  })
})

it('the same look gives the same bytes', async () => {
  const incident = await altered()
  const first = await incidentEvidence({ incident })
  world.later(600)
  expect(await incidentEvidence({ incident })).toEqual(first)
})

it('holds a web archive that other programs read', async () => {
  const { file } = await incidentEvidence({ incident: await altered() })
  const archive = unzipSync(bytesOf(file))['page.warc'] ?? new Uint8Array()
  const records: unknown[] = []
  for await (const record of new WARCParser([archive]))
    records.push([
      record.warcType,
      record.warcTargetURI,
      Buffer.from(await record.readFully(true)).toString(),
    ])
  expect(records).toEqual([
    ['warcinfo', null, expect.stringContaining('Masthead 0.1.0')],
    ['response', HOME, DEFACED],
    ['request', HOME, ''],
  ])
})

it('that somebody changed is refused', async () => {
  const { file } = await propertyEvidence({ url: HOME })
  const bytes = bytesOf(file)
  const at = bytes.length >> 1
  bytes[at] = (bytes[at] ?? 0) ^ 1
  expect(await verifyBundle(bytes, null)).toMatchObject({ ok: false })
})

it('a page as it is now has a picture where a tab shows it and the browser gives one', async () => {
  const holds = async () => {
    const { file } = await propertyEvidence({ url: HOME })
    return unzipSync(bytesOf(file))['screenshot.png']?.length ?? null
  }
  expect(await holds()).toBeNull()
  world.browser.tabs.query.mockResolvedValue([
    { id: 1, windowId: 7, url: 'https://elsewhere.example/', incognito: false },
    { id: 2, windowId: 8, url: `${HOME}?from=mail`, incognito: false },
  ])
  expect(await holds()).toBeNull()
  world.browser.tabs.captureVisibleTab.mockResolvedValue('data:image/png;base64,iVBORw0KGgo=')
  expect(await holds()).toBe(8)
  expect(world.browser.tabs.captureVisibleTab).toHaveBeenLastCalledWith(8, { format: 'png' })
})

it('fails with a sentence where nothing was kept, or nothing answers', async () => {
  await expect(incidentEvidence({ incident: '11111111-1111-4111-8111-111111111111' })).rejects.toMatchObject({
    failure: { key: 'failure_page_not_kept' },
  })
  world.site = { [HOME]: null }
  await expect(propertyEvidence({ url: HOME })).rejects.toMatchObject({
    failure: { key: 'failure_site_silent' },
  })
  world.site = { [HOME]: 'elsewhere' }
  await expect(propertyEvidence({ url: HOME })).rejects.toMatchObject({
    failure: { key: 'failure_site_elsewhere' },
  })
})

it('is signed with a key that is made once, cannot be read out, and goes with everything else', async () => {
  const [one, other] = await Promise.all([evidenceKey(), evidenceKey()])
  expect(one.publicKey).toBe(other.publicKey)
  expect(one.privateKey.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('pkcs8', one.privateKey)).rejects.toThrow()
  await resetAll()
  expect((await evidenceKey()).publicKey).not.toBe(one.publicKey)
})
