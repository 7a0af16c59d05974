import { join } from 'node:path'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { findBrowser } from '../../src/cli/browser/find.ts'
import type { SiteServer } from '../../src/cli/browser/site-server.ts'
import { chromiumReader } from './chromium-reader.ts'
import { firefoxReader } from './firefox-reader.ts'
import type { Reader } from './reader.ts'

const BUILDS = join(import.meta.dirname, '../../dist')

export interface Wishes {
  headless: boolean
  /** Read in Firefox, whatever else is here. */
  firefox: boolean
}

/** What is here: a Chromium before a Firefox, and a Chromium is fetched where there is neither. */
export function openReader(
  server: SiteServer,
  { headless, firefox }: Wishes,
  say: (line: string) => void,
): Promise<Reader> {
  const shared = { server, headless, language: 'en' }
  const isOnlyFirefox = findBrowser('chromium') === null && findBrowser('firefox') !== null
  if (firefox || isOnlyFirefox) {
    const executable = ensureBrowser('firefox', say)
    return firefoxReader({ ...shared, executable, extension: join(BUILDS, 'firefox') })
  }
  const executable = ensureBrowser('chromium', say)
  return chromiumReader({ ...shared, executable, extension: join(BUILDS, 'chrome') })
}
