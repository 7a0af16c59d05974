import browser from 'webextension-polyfill'

/** The extension's own page about an incident. It is named by its id alone: nothing of the page is in the address. */
export function warningUrl(incident: string): string {
  return browser.runtime.getURL(`pages/warning/index.html?incident=${encodeURIComponent(incident)}`)
}
