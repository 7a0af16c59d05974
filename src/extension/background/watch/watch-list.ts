import { openDatabase } from '../database/open.ts'
import type { ChoiceRecord } from '../database/schema.ts'
import { managed } from '../managed.ts'
import { DEFAULT_PACK } from './default-pack.ts'
import { watchPacks } from './packs.ts'

/** Whether a pack is watched: what the reader chose, else the default. */
export function isPackOn(pack: string, choices: readonly ChoiceRecord[]): boolean {
  return choices.find(({ kind, name }) => kind === 'pack' && name === pack)?.isOn ?? pack === DEFAULT_PACK
}

/** Domains to watch with the names they go by. A choice about one domain outdoes any pack. */
export function domainsFrom(choices: readonly ChoiceRecord[]): ReadonlyMap<string, string> {
  const domains = new Map<string, string>()
  for (const { pack, domains: listed } of watchPacks) {
    if (!isPackOn(pack, choices)) continue
    for (const { domain, name } of listed) domains.set(domain, name)
  }
  for (const { kind, name, isOn } of choices) {
    if (kind !== 'domain') continue
    if (!isOn) domains.delete(name)
    else if (!domains.has(name)) domains.set(name, nameOf(name))
  }
  return domains
}

/** The name a shipped pack gives a domain, else the domain itself. */
export function nameOf(domain: string): string {
  for (const { domains } of watchPacks) {
    const found = domains.find((entry) => entry.domain === domain)
    if (found !== undefined) return found.name
  }
  return domain
}

/** What the reader chose. */
export async function choices(): Promise<ChoiceRecord[]> {
  return (await openDatabase()).getAll('choices')
}

/** The domains watched now; rejects where that cannot be read. */
export async function chosenDomains(): Promise<ReadonlyMap<string, string>> {
  return withManaged(domainsFrom(await choices()))
}

/** What the reader chose, and what an organisation has watched beside it. */
export async function withManaged(chosen: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  const { domains, packs } = await managed()
  if (domains.length + packs.length === 0) return chosen
  const all = new Map(chosen)
  for (const { pack, domains: listed } of watchPacks)
    if (packs.includes(pack)) for (const { domain, name } of listed) all.set(domain, name)
  for (const domain of domains) if (!all.has(domain)) all.set(domain, nameOf(domain))
  return all
}

/** The domains watched now. Where nothing can be read, the default pack goes on. */
export async function watchedDomains(): Promise<ReadonlyMap<string, string>> {
  try {
    return await chosenDomains()
  } catch (error) {
    console.error(error)
    return withManaged(domainsFrom([]))
  }
}
