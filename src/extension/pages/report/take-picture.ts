import browser from 'webextension-polyfill'
import { fromBase64 } from '../../../engine/signature/transfer/base64.ts'

/** Milliseconds until a tab that came to the front is drawn. */
const DRAWN = 400

/** Whether a tab still shows a page of the web, and not one of ours in its place. */
export async function showsPage(tab: number): Promise<boolean> {
  const shown = await browser.tabs.get(tab).catch(() => null)
  return shown !== null && shown.url?.startsWith(browser.runtime.getURL('')) !== true
}

/**
 * A picture of what a tab shows, for which it comes to the front for a moment. Browsers give one only of a tab in which
 * the reader clicked on Masthead's icon; null where this one does not.
 */
export async function takePicture(tab: number): Promise<ImageBitmap | null> {
  const own = await browser.tabs.getCurrent()
  try {
    const { windowId } = await browser.tabs.update(tab, { active: true })
    await new Promise((resolve) => setTimeout(resolve, DRAWN))
    const [, base64 = ''] = /^data:image\/png;base64,(.*)$/s.exec(
      await browser.tabs.captureVisibleTab(windowId, { format: 'png' }),
    ) ?? ['', '']
    const bytes = fromBase64(base64)
    return bytes === null ? null : await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  } catch (error) {
    console.warn(error)
    return null
  } finally {
    if (own?.id !== undefined) await browser.tabs.update(own.id, { active: true }).catch(() => null)
  }
}
