import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { aptInstall, runs } from '../apt.ts'
import { type BrowserFamily, findBrowser } from './find.ts'

const PACKAGES: Record<BrowserFamily, readonly string[]> = {
  chromium: ['chromium'],
  // Debian's name, then the one of other distributions.
  firefox: ['firefox-esr', 'firefox'],
}

/**
 * The browser of a family, installed first where there is none: by apt where that is allowed, else by playwright's
 * own download. Says what it does.
 */
export function ensureBrowser(family: BrowserFamily, say: (line: string) => void): string {
  const found = findBrowser(family) ?? byApt(family, say) ?? byPlaywright(family, say)
  if (found === null)
    throw new Error(
      `No ${family} browser was found and none could be installed; install one, or name it in ${family === 'chromium' ? 'CHROME_PATH' : 'FIREFOX_PATH'}.`,
    )
  return found
}

function byApt(family: BrowserFamily, say: (line: string) => void): string | null {
  return aptInstall(PACKAGES[family], `No ${family} browser here`, say) ? findBrowser(family) : null
}

/** Only its Chromium is the browser that people use; its Firefox is a changed one that takes no add-ons. */
function byPlaywright(family: BrowserFamily, say: (line: string) => void): string | null {
  if (family !== 'chromium') return null
  say("Getting Chromium with playwright's own download (this needs the network once).")
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  const isThere = runs([process.execPath, cli, 'install', '--with-deps', 'chromium'])
  return isThere || runs([process.execPath, cli, 'install', 'chromium']) ? chromium.executablePath() : null
}
