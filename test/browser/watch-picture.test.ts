import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { makeKey } from '../../src/cli/feed/keys.ts'
import { close } from '../cli/watch/setup/listen.ts'
import { ended, start, watchOnce, writeConfig } from '../cli/watch/setup/run.ts'
import { openSite } from '../cli/watch/setup/site.ts'
import { browsersIn } from './command-lines.ts'
import { until } from './until.ts'

const PNG = [0x89, 0x50, 0x4e, 0x47]
let folder = ''
let site: Awaited<ReturnType<typeof openSite>>
let file = ''
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => close(site.server))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-watch-picture-'))
  makeKey(join(folder, 'key'))
  file = writeConfig(folder, {
    evidence: { folder: 'incidents', key: 'key', render: true },
    properties: [{ name: 'Home', url: site.url }],
  })
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const bundles = () => {
  const kept = join(folder, 'incidents')
  return readdirSync(kept).map((name) => unzipSync(readFileSync(join(kept, name))))
}

it('puts a picture of the page into the bundle, once, and keeps the verdict of the page that was fetched', async () => {
  await watchOnce(file)
  // What is fetched at two looks is altered; what the browser gets after them is the page of better days.
  site.shown = ['defaced', 'defaced']
  expect(await watchOnce(file)).toMatchObject({ status: 1, err: '' })
  const [files = {}, ...others] = bundles()
  expect(others).toEqual([])
  expect([...(files['screenshot.png'] ?? [])].slice(0, 4)).toEqual(PNG)
  expect(Buffer.from(files['rendered.html'] ?? []).toString()).toContain('Courrier du Matin')
  expect(JSON.parse(Buffer.from(files['verdict.json'] ?? []).toString())).toMatchObject({ kind: 'defaced' })
  site.usual = 'defaced'
  await watchOnce(file)
  expect(bundles()).toHaveLength(1)
})

it('keeps the evidence without a picture where the browser does not start, says so in one line, and ends', async () => {
  vi.stubEnv('CHROME_PATH', join(folder, 'no-browser'))
  site.usual = 'defaced'
  expect(await watchOnce(file)).toMatchObject({
    status: 1,
    err: expect.stringMatching(/^The evidence of Home has no picture: [^\n]+\.\n$/),
  })
  const [files = {}] = bundles()
  expect(Object.keys(files)).toContain('page.html')
  expect(Object.keys(files)).not.toContain('screenshot.png')
})

it.runIf(process.platform === 'linux')(
  'a signal that comes while the browser is open ends the watch and the browser, and loses no incident',
  async () => {
    // The browser's profile lies there, too.
    vi.stubEnv('TMPDIR', folder)
    site.usual = 'defaced'
    const child = start(file)
    const over = ended(child)
    await until(
      async () => browsersIn(folder),
      (found) => found.length > 0,
    )
    child.kill('SIGTERM')
    expect((await over).err).not.toMatch(/ {4}at /)
    await until(
      async () => browsersIn(folder),
      (found) => found.length === 0,
    )
    // What was not kept is seen again.
    expect(await watchOnce(file)).toMatchObject({ status: 1 })
    expect(bundles()).toHaveLength(1)
  },
)
