import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type BrowserFamily = 'chromium' | 'firefox'

/** Command names, then places where installers put browsers that no command leads to. */
const NAMES: Record<BrowserFamily, readonly string[]> = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-for-testing',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
}

const PLACES: Record<BrowserFamily, readonly string[]> = {
  chromium: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
    'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
  ],
  firefox: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:/Program Files/Mozilla Firefox/firefox.exe',
  ],
}

/** Where each family is named by whoever runs this. */
const VARIABLE: Record<BrowserFamily, string> = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH' }

/** The browser of a family on this machine, or null. */
export function findBrowser(family: BrowserFamily): string | null {
  const named = process.env[VARIABLE[family]]
  if (named !== undefined && named !== '') return named
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const commands = NAMES[family].flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...commands, ...PLACES[family]].find(isRunnable) ?? null
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    // A folder may be entered, which counts as running it.
    return statSync(path).isFile()
  } catch {
    return false
  }
}
