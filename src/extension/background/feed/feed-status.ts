import { freshness } from '../../../engine/feed/head.ts'
import type { FeedStatus } from '../../messages.ts'
import { openDatabase } from '../database/open.ts'
import { collectorAddress } from './address.ts'
import { currentFeed } from './store.ts'
import { update } from './update.ts'

/** How old what is published for everyone is, and where it comes from. */
export async function feedStatus(_request: null, now = Date.now()): Promise<FeedStatus> {
  const [current, address] = await Promise.all([openDatabase().then(currentFeed), collectorAddress()])
  const { host } = new URL(address)
  if (current === null) return { host, generation: null }
  const { state, checkedAt, source } = current
  const { sequence, issued, expires } = state.head
  return {
    host,
    generation: { sequence, issued, expires, checkedAt, source, freshness: freshness({ expires }, now) },
  }
}

/** Updates because the reader asked for it, and says whether that could be done; what is here stays in any case. */
export async function checkFeed(): Promise<boolean> {
  try {
    await update()
    return true
  } catch (error) {
    console.warn(error)
    return false
  }
}
