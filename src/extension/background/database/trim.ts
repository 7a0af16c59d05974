/** How many records each store keeps. The oldest go first; nothing grows for ever. */
export const KEPT = {
  visits: 200,
  incidents: 200,
  decisions: 500,
  sites: 10_000,
  portraits: 500,
  reports: 200,
  owners: 2_000,
  captures: 20,
} as const

/** An index that runs from the oldest record to the newest, in a transaction that may write. */
interface ByAge {
  count(): Promise<number>
  openCursor(): Promise<Oldest | null>
}

interface Oldest {
  readonly primaryKey: unknown
  delete(): Promise<void>
  continue(): Promise<Oldest | null>
}

/**
 * Deletes the oldest records beyond what is kept, within the caller's transaction. The one of the key `spared` stays,
 * however old it says it is: a clock can jump.
 */
export async function trim(index: ByAge, kept: number, spared?: string): Promise<void> {
  let left = (await index.count()) - kept
  if (left <= 0) return
  for (let oldest = await index.openCursor(); oldest !== null && left > 0; ) {
    if (oldest.primaryKey !== spared) {
      await oldest.delete()
      left--
    }
    oldest = await oldest.continue()
  }
}
