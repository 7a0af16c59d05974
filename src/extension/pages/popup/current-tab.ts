import browser from 'webextension-polyfill'

export interface CurrentTab {
  tab: number
  url: string
}

/** The tab the popup was opened over. Its address is only readable where the reader granted or clicked. */
export async function currentTab(): Promise<CurrentTab> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  return { tab: tab?.id ?? -1, url: tab?.url ?? '' }
}
