import { STATEMENT_BOUND, STATEMENT_PATH } from '../../../engine/owner/statement.ts'
import { readBounded } from '../read-bounded.ts'

const PATIENCE = 20_000

/** The file with which a site's owner says what its pages look like; null where there is none. Rejects when nothing comes. */
export async function fetchStatement(host: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await fetch(`https://${host}${STATEMENT_PATH}`, {
    credentials: 'omit',
    cache: 'no-store',
    // Who answers for another site says nothing of this one.
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!answer.ok || answer.body === null) return null
  return readBounded(answer.body, STATEMENT_BOUND + 1)
}
