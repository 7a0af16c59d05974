import * as v from 'valibot'
import type { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'

const infoSchema = v.object({
  incognitoAccess: v.object({ isEnabled: v.boolean() }),
  permissions: v.object({
    runtimeHostPermissions: v.optional(v.object({ hostAccess: v.string() })),
  }),
})

interface Change {
  incognitoAccess?: boolean
  /** Which sites the extension may read without a click. */
  hostAccess?: 'ON_CLICK' | 'ON_ALL_SITES'
}

/** Changes what a reader can on the browser's own page about the extension; gives how it is then. */
export async function configureExtension(
  browser: ChromiumBrowser,
  change: Change,
): Promise<v.InferOutput<typeof infoSchema>> {
  const page = await browser.context.newPage()
  try {
    await page.goto('chrome://extensions')
    const sent = JSON.stringify({ extensionId: browser.id, ...change })
    const info: unknown = await page.evaluate(`(async () => {
      await chrome.developerPrivate.updateExtensionConfiguration(${sent})
      return chrome.developerPrivate.getExtensionInfo('${browser.id}')
    })()`)
    return v.parse(infoSchema, info)
  } finally {
    await page.close()
  }
}
