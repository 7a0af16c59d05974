import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { FirefoxBrowser } from '../../src/cli/browser/firefox.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'

// In Firefox alone: a Chromium speaks only the languages that it was installed with.

const SEEN = `for (let tries = 0; tries < 100 && document.querySelector('#sites .packs') === null; tries++)
    await new Promise((done) => setTimeout(done, 50))
  return {
    browser: browser.i18n.getUILanguage(),
    language: document.documentElement.lang,
    direction: document.documentElement.dir,
    title: document.title,
    empty: [...document.querySelectorAll('h1, h2, h3, button, summary, label')]
      .filter((one) => one.textContent.trim() === '').length,
    sections: document.querySelectorAll('h2').length,
  }`
const COMPLETE = { empty: 0, sections: 9 }

let server: SiteServer
let browser: FirefoxBrowser
beforeAll(async () => {
  server = await startSiteServer(() => null)
  const executable = ensureBrowser('firefox', console.log)
  const extension = join(import.meta.dirname, '../../dist/firefox')
  browser = await FirefoxBrowser.launch({ executable, extension, server })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

it.each([
  ['de', { language: 'de', direction: 'ltr', title: 'Einstellungen' }],
  ['ar', { language: 'ar', direction: 'rtl', title: 'الخيارات' }],
  // Nobody has translated the texts into Finnish, nor into Hebrew, which runs the other way.
  ['fi', { language: 'en', direction: 'ltr', title: 'Options' }],
  ['he', { language: 'en', direction: 'ltr', title: 'Options' }],
])(
  'a browser in %s is answered in a language that there is, with nothing left empty',
  async (spoken, seen) => {
    await browser.speak(spoken)
    // In a tab that is closed again: one of the extension's own would go with its next start.
    expect(await browser.behind('pages/options/index.html', SEEN)).toEqual({
      ...COMPLETE,
      ...seen,
      browser: spoken,
    })
  },
)
