import type { IDBPTransaction } from 'idb'
import type { Database } from './open.ts'
import type { MastheadSchema } from './schema.ts'
import { allOrNothing } from './transact.ts'

const STORES = ['sites', 'owners', 'portraits', 'visits', 'properties'] as const

type Forgetting = IDBPTransaction<MastheadSchema, (typeof STORES)[number][], 'readwrite'>

/** Everything learned of a host goes, and every mention of its designs, in one transaction. */
export async function forgetHost(database: Database, host: string): Promise<void> {
  const transaction = database.transaction([...STORES], 'readwrite')
  await allOrNothing(transaction, async () => {
    await Promise.all([
      transaction.objectStore('sites').delete(host),
      transaction.objectStore('owners').delete(host),
      forgetPortraits(transaction, host),
      forgetDesigns(transaction, host),
      forgetOwnDesigns(transaction, host),
    ])
  })
}

const ofHost = (host: string) => IDBKeyRange.bound([host], [host, []])

async function forgetPortraits(transaction: Forgetting, host: string): Promise<void> {
  const store = transaction.objectStore('portraits')
  const keys = await store.index('host').getAllKeys(ofHost(host))
  await Promise.all(keys.map((key) => store.delete(key)))
}

/** The site's new designs are counted from 1 again: an old visit's would be taken for one of them, and trusted. */
async function forgetDesigns(transaction: Forgetting, host: string): Promise<void> {
  const store = transaction.objectStore('visits')
  const visits = await store.index('host').getAll(ofHost(host))
  await Promise.all(visits.map(({ template: _, ...visit }) => store.put(visit)))
}

/** The same for pages that are looked after, whose address may lead to another host. */
async function forgetOwnDesigns(transaction: Forgetting, host: string): Promise<void> {
  const store = transaction.objectStore('properties')
  const properties = await store.getAll()
  const its = properties.filter(
    (one) => (one.seenAt === '' ? one.host : new URL(one.seenAt).hostname) === host,
  )
  await Promise.all(its.map((property) => store.put({ ...property, template: null })))
}
