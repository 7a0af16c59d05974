import browser from 'webextension-polyfill'
import { hostPattern } from './watch/host-pattern.ts'

/** Grants that cover every site there is. */
const EVERYWHERE = new Set(['<all_urls>', '*://*/*'])

/** The host patterns the browser lets the extension read at this moment. */
export async function grantedOrigins(): Promise<ReadonlySet<string>> {
  const { origins = [] } = await browser.permissions.getAll()
  return new Set(origins)
}

/** Whether a domain, with all under it, is among what was granted. */
export function isGranted(origins: ReadonlySet<string>, domain: string): boolean {
  return origins.has(hostPattern(domain)) || [...EVERYWHERE].some((pattern) => origins.has(pattern))
}
