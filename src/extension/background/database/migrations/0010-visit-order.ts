import type { Migration } from './migration.ts'

/** Visits of a tab have an order from here on, which a clock that is set back does not change. */
export const visitOrder: Migration = (_database, transaction) => {
  const visits = transaction.objectStore('visits')
  visits.deleteIndex('tab')
  visits.createIndex('tab', ['tab', 'order'])
  void number()

  async function number(): Promise<void> {
    for (let cursor = await visits.openCursor(); cursor !== null; cursor = await cursor.continue())
      void cursor.update({ ...cursor.value, order: cursor.value.at })
  }
}
