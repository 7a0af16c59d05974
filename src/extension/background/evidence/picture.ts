import browser from 'webextension-polyfill'

/** Bytes of a picture that is kept. */
const PICTURE_BOUND = 10_000_000

/**
 * A picture of the page as a tab in front of its window shows it. Browsers give one only of a tab in which the reader
 * clicked on Masthead's icon; null where there is no such tab.
 */
export async function pictureOf(url: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const wanted = withoutQuery(url)
  for (const tab of await browser.tabs.query({ active: true })) {
    if (tab.url === undefined || tab.incognito || withoutQuery(tab.url) !== wanted) continue
    try {
      const picture = await browser.tabs.captureVisibleTab(tab.windowId, { format: 'png' })
      return bytesOf(picture)
    } catch (error) {
      console.warn(error)
    }
  }
  return null
}

function withoutQuery(address: string): string {
  return URL.canParse(address) ? address.replace(/[?#].*$/s, '') : ''
}

function bytesOf(address: string): Uint8Array<ArrayBuffer> | null {
  const [, base64 = ''] = /^data:image\/png;base64,(.*)$/s.exec(address) ?? []
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  return bytes.length === 0 || bytes.length > PICTURE_BOUND ? null : bytes
}
