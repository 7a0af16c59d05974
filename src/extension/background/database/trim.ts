/** How many records each store keeps. The oldest go first; nothing grows for ever. */
export const KEPT = {
  visits: 200,
  incidents: 200,
  decisions: 500,
  sites: 2_000,
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
  delete(): Promise<void>
  continue(): Promise<Oldest | null>
}

/** Deletes the oldest records beyond what is kept, within the caller's transaction. */
export async function trim(index: ByAge, kept: number): Promise<void> {
  let left = (await index.count()) - kept
  if (left <= 0) return
  for (let oldest = await index.openCursor(); oldest !== null && left > 0; left--) {
    await oldest.delete()
    oldest = await oldest.continue()
  }
}
