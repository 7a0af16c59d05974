import browser from 'webextension-polyfill'
import lookScript from '../content/start.ts?iife'
import { grantedOrigins, isGranted } from './permissions.ts'
import { hostPattern, patternDomain } from './watch/host-pattern.ts'
import { chosenDomains, watchedDomains } from './watch/watch-list.ts'

/** One registration for all hosts, under an id that never changes: an update finds the last version's. */
const SCRIPT_ID = 'look'

/** The patterns to register, in an order that depends on nothing but what is in them. */
export function patternsToRegister(domains: Iterable<string>, origins: ReadonlySet<string>): string[] {
  return [...domains]
    .filter((domain) => isGranted(origins, domain))
    .map(hostPattern)
    .sort()
}

let syncing: Promise<void> = Promise.resolve()

/** Brings the registered script in line with what is watched and granted. Calls wait for each other. */
export function syncRegistration(): Promise<void> {
  syncing = syncing.then(sync, sync)
  return syncing
}

async function sync(): Promise<void> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] })
  // What the reader chose is in the registration too: where it cannot be read, that stands.
  const domains = await (registered === undefined ? watchedDomains() : chosenDomains().catch(() => null))
  if (domains === null) return
  const matches = patternsToRegister(domains.keys(), await grantedOrigins())
  if (matches.length === 0) {
    if (registered !== undefined) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] })
    return
  }
  const script = {
    id: SCRIPT_ID,
    js: [lookScript],
    matches,
    runAt: 'document_idle',
    allFrames: false,
    persistAcrossSessions: true,
  } as const
  if (registered === undefined)
    await browser.scripting.registerContentScripts([{ ...script, js: [...script.js] }])
  else await browser.scripting.updateContentScripts([{ ...script, js: [...script.js] }])
}

/** Whether looks from a host are wanted: asked of the browser, which also knows it when the database does not. */
export async function isWatchedHost(host: string): Promise<boolean> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] })
  const domains = new Set((registered?.matches ?? []).map(patternDomain))
  return domainsAbove(host).some((domain) => domains.has(domain))
}

/** `www.example.com` gives itself, `example.com` and `com`. */
function domainsAbove(host: string): string[] {
  const labels = host.split('.')
  return labels.map((_, index) => labels.slice(index).join('.'))
}
