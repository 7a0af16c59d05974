import type { Migration } from './migration.ts'

/** Visits of a tab are told apart by their turn from here on, which a clock that is set back does not change. */
export const turns: Migration = (_database, transaction) => {
  const visits = transaction.objectStore('visits')
  visits.deleteIndex('tab')
  visits.createIndex('tab', ['tab', 'turn'])
  void number()

  async function number(): Promise<void> {
    for (let cursor = await visits.openCursor(); cursor !== null; cursor = await cursor.continue())
      void cursor.update({ ...cursor.value, turn: cursor.value.at })
  }
}
