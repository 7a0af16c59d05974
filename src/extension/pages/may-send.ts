import browser from 'webextension-polyfill'

/**
 * Whether what a report holds may leave this computer. Firefox asks its readers itself, once, before an extension sends
 * data of such kinds; other browsers have no such question. To be called in the click, or Firefox does not ask.
 */
export async function maySend(): Promise<boolean> {
  const { browser_specific_settings: own } = browser.runtime.getManifest()
  const kinds = own?.gecko?.data_collection_permissions?.optional ?? []
  return kinds.length === 0 || browser.permissions.request({ data_collection: kinds })
}
