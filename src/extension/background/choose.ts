import browser from 'webextension-polyfill'
import type { PackStatus, WatchStatus } from '../messages.ts'
import { openDatabase } from './database/open.ts'
import type { ChoiceRecord } from './database/schema.ts'
import { Failed } from './failed.ts'
import { followChoices } from './follow.ts'
import { managed } from './managed.ts'
import { grantedOrigins, isGranted } from './permissions.ts'
import { syncRegistration } from './registration.ts'
import { hostPattern } from './watch/host-pattern.ts'
import { watchPacks } from './watch/packs.ts'
import { choices, chosenDomains, domainsFrom, withManaged } from './watch/watch-list.ts'

/** All that can be watched, what is, and what the browser allows. */
export async function watchStatus(): Promise<WatchStatus> {
  const [chosen, origins] = await Promise.all([choices(), grantedOrigins()])
  const watched = await withManaged(domainsFrom(chosen))
  const { domains: managedDomains, packs: managedPacks, isWatchLocked } = await managed()
  const fixed = new Set([
    ...managedDomains,
    ...watchPacks.flatMap(({ pack, domains }) =>
      managedPacks.includes(pack) ? domains.map(({ domain }) => domain) : [],
    ),
  ])
  const entry = (domain: string, name: string) => ({
    domain,
    name,
    isOn: watched.has(domain),
    isGranted: isGranted(origins, domain),
    isFixed: isWatchLocked || fixed.has(domain),
  })
  const packs = watchPacks.map(({ pack, title, country, parts, languages, version, domains }): PackStatus => {
    const entries = domains.map((listed) => entry(listed.domain, listed.name))
    return { pack, title, country, parts: [...parts], languages: [...languages], version, domains: entries }
  })
  const listed = new Set(watchPacks.flatMap(({ domains }) => domains.map(({ domain }) => domain)))
  const own = chosen
    .filter(({ kind, name }) => kind === 'domain' && !listed.has(name))
    .map(({ name }) => name)
  const beside = new Set([...own, ...managedDomains.filter((domain) => !listed.has(domain))])
  return { packs, own: [...beside].map((name) => entry(name, name)) }
}

/** Watches a pack, or no longer; choices about its single domains go with it. */
export async function setPack({ pack, isOn }: { pack: string; isOn: boolean }): Promise<null> {
  const domains = watchPacks.find((known) => known.pack === pack)?.domains
  if (domains === undefined) throw new Failed(`There is no pack "${pack}".`, 'failure_pack_unknown')
  return change(
    { kind: 'pack', name: pack, isOn },
    domains.map(({ domain }) => domain),
  )
}

/** Watches a domain, or no longer. */
export async function setDomain({ domain, isOn }: { domain: string; isOn: boolean }): Promise<null> {
  return change({ kind: 'domain', name: domain, isOn }, [])
}

async function change(choice: ChoiceRecord, forgotten: readonly string[]): Promise<null> {
  if ((await managed()).isWatchLocked)
    throw new Failed('The organisation decides which sites are watched.', 'failure_watch_fixed')
  const before = await chosenDomains()
  const transaction = (await openDatabase()).transaction('choices', 'readwrite')
  await transaction.store.put(choice)
  for (const domain of forgotten) await transaction.store.delete(['domain', domain])
  await transaction.done
  await syncRegistration()
  void followChoices()
  const after = await chosenDomains()
  await giveBack([...before.keys()].filter((domain) => !after.has(domain)))
  return null
}

/** Hands permissions back that nothing needs any more. Those the extension was installed with stay; that is no failure. */
async function giveBack(domains: readonly string[]): Promise<void> {
  for (const domain of domains) {
    await browser.permissions.remove({ origins: [hostPattern(domain)] }).catch(() => false)
  }
}
