import { shippedWeights } from '../../engine/verdict/weights.ts'
import type { DataStatus } from '../messages.ts'
import { openDatabase } from './database/open.ts'
import { patterns } from './lists.ts'
import { watchPacks } from './watch/packs.ts'

/** What is kept here, and of which day the lists are that came with this version. */
export async function dataStatus(): Promise<DataStatus> {
  const database = await openDatabase()
  const [sites, visits, incidents, decisions, properties, { packs }, bytes] = await Promise.all([
    database.count('sites'),
    database.count('visits'),
    database.count('incidents'),
    database.count('decisions'),
    database.count('properties'),
    patterns(),
    bytesInUse(),
  ])
  const domains = watchPacks.map(({ version }) => version).sort()
  const lists = [
    { name: 'weights', version: shippedWeights.version },
    ...packs.map(({ pack, version }) => ({ name: pack, version })),
    { name: 'domains', version: domains.at(-1) ?? '' },
  ]
  return { lists, sites, visits, incidents, decisions, properties, bytes }
}

async function bytesInUse(): Promise<number | null> {
  const { usage } = await navigator.storage.estimate()
  return usage ?? null
}
