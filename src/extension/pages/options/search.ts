import type { WatchedDomain, WatchStatus } from '../../messages.ts'
import { fold } from '../fold.ts'

/** Enough to find something in; nobody reads a longer list of hits. */
const MOST = 100

/** The domains whose name or domain holds what was typed, each once; null where nothing was typed. */
export function search(status: WatchStatus, query: string): WatchedDomain[] | null {
  const wanted = fold(query.trim())
  if (wanted === '') return null
  const all = [...status.own, ...status.packs.flatMap(({ domains }) => domains)]
  const hits = all.filter(({ domain, name }) => domain.includes(wanted) || fold(name).includes(wanted))
  return [...new Map(hits.map((hit) => [hit.domain, hit])).values()].slice(0, MOST)
}
