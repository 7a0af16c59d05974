import browser, { type Runtime } from 'webextension-polyfill'

/** The content script in the top frame of a tab's page. */
export interface PageSender {
  from: 'page'
  tab: number
  host: string
}

/** One of the extension's own pages; in a tab, or the popup. */
export interface OwnSender {
  from: 'own'
  tab: number | null
}

export type Sender = PageSender | OwnSender

/**
 * Who sent a message, told by what the browser says of the sender and never by the message. Null for everyone
 * who has no business here: other extensions, frames, pages not yet shown, and whatever stands in a private window. The
 * manifest keeps the extension out of those; should a browser let it in, nothing of them is looked at or written down.
 */
export function senderOf(sender: Runtime.MessageSender): Sender | null {
  if (sender.id !== browser.runtime.id || sender.url === undefined || !URL.canParse(sender.url)) return null
  if (sender.tab?.incognito === true) return null
  const tab = sender.tab?.id ?? null
  if (sender.url.startsWith(browser.runtime.getURL(''))) return { from: 'own', tab }
  const { protocol, hostname } = new URL(sender.url)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  if (!isWeb || tab === null || sender.frameId !== 0 || isPrerendered(sender)) return null
  return { from: 'page', tab, host: hostname }
}

/** Chromium tells the life a sender's document leads; Firefox has no prerendering. */
const isPrerendered = (sender: Runtime.MessageSender): boolean =>
  'documentLifecycle' in sender && sender.documentLifecycle === 'prerender'
