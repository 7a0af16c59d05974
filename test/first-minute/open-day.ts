import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { startSiteServer } from '../../src/cli/browser/site-server.ts'
import { archive, filesUnder } from '../../src/cli/package/archive.ts'
import { chromiumDriver } from '../browser/flows/chromium.ts'
import { firefoxDriver } from '../browser/flows/firefox.ts'
import { NewsroomSite } from '../demo/newsroom-site.ts'
import { readPages } from '../pages/read-pages.ts'
import type { FirstDay } from './steps.ts'

const DIST = join(import.meta.dirname, '../../dist')
const HOME = 'https://www.leparisien.fr/'

export const BROWSERS = ['chromium', 'firefox'] as const
export type Browser = (typeof BROWSERS)[number]

/** A browser in a new profile, with the extension installed from the archive that a store would be given. */
export async function openDay(browser: Browser): Promise<FirstDay & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'masthead-first-minute-'))
  const built = join(DIST, browser === 'chromium' ? 'chrome' : 'firefox')
  const zip = archive(built, filesUnder(built))
  const site = new NewsroomSite()
  const server = await startSiteServer((url) =>
    url.hostname === 'www.example.org'
      ? { body: '<!doctype html><title>Any site</title><h1>Any site</h1>' }
      : site.answer(url, {}),
  )
  const driver =
    browser === 'chromium'
      ? await chromiumDriver(server, { extension: await unpack(zip, folder), keepsWelcome: true, asks: true })
      : await firefoxDriver(server, { extension: await keep(zip, folder), keepsWelcome: true, asks: true })
  const pages = readPages()
  return {
    driver,
    home: HOME,
    serve(name) {
      const page = pages.get(name)
      if (page === undefined) throw new Error(`There is no page "${name}" in test/pages.`)
      site.show(page, HOME)
    },
    async close() {
      await driver.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Firefox takes the archive itself. */
async function keep(zip: Uint8Array, folder: string): Promise<string> {
  const file = join(folder, 'masthead.xpi')
  await writeFile(file, zip)
  return file
}

/** Chromium takes an archive from its store alone; from a person it takes what is in one. */
async function unpack(zip: Uint8Array, folder: string): Promise<string> {
  const target = join(folder, 'masthead')
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    const file = join(target, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
  }
  return target
}
