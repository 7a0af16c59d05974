import type { Database } from './database/open.ts'
import type { DecisionRecord } from './database/schema.ts'
import { KEPT, trim } from './database/trim.ts'

/**
 * Remembers what the reader decided about a host and one set of evidence: it holds as long as the evidence is the
 * same. Closing a banner never undoes a decision about a whole page.
 */
export async function decide(database: Database, decision: DecisionRecord): Promise<void> {
  const transaction = database.transaction('decisions', 'readwrite')
  const known = await transaction.store.get([decision.host, decision.fingerprint])
  if (known === undefined || decision.decision !== 'dismissed') {
    await transaction.store.put(decision)
    await trim(transaction.store.index('age'), KEPT.decisions)
  }
  await transaction.done
}
