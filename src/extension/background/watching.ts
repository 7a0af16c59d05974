import type { Watching } from '../messages.ts'
import { grantedOrigins, isGranted } from './permissions.ts'
import { watchedDomains } from './watch/watch-list.ts'

export interface HostStanding {
  watching: Watching
  /** The watched domain the host belongs to, or the host without `www.` */
  domain: string
  name: string
}

/** How a host stands: watched, wished for but not granted, or neither. */
export async function standingOf(host: string): Promise<HostStanding> {
  if (host === '') return { watching: 'not-a-website', domain: '', name: '' }
  const [domains, origins] = await Promise.all([watchedDomains(), grantedOrigins()])
  const labels = host.split('.')
  for (let from = 0; from < labels.length; from++) {
    const domain = labels.slice(from).join('.')
    const name = domains.get(domain)
    if (name === undefined) continue
    return { watching: isGranted(origins, domain) ? 'watched' : 'not-granted', domain, name }
  }
  const domain = host.replace(/^www\./, '')
  return { watching: 'not-watched', domain, name: domain }
}
