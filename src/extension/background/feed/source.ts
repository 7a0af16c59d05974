import type { FeedSource } from '../../../engine/feed/update.ts'
import { readBounded } from '../read-bounded.ts'

/** Milliseconds that one file may take: a worker that waits half a minute for an answer is stopped. */
const PATIENCE = 25_000

/** A feed of static files at an address. Nothing that tells readers apart goes along: no cookies, no referrer. */
export const feedAt = (address: string): FeedSource => ({
  fetch: async (path, most) => {
    const answer = await ask(new URL(path, address))
    if (answer.status === 404) return null
    if (!answer.ok || answer.body === null)
      throw new Error(`The feed answers ${answer.status}; it is tried again later.`)
    return readBounded(answer.body, most)
  },
})

async function ask(url: URL): Promise<Response> {
  try {
    return await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-cache',
      signal: AbortSignal.timeout(PATIENCE),
    })
  } catch (cause) {
    throw new Error('The feed does not answer; it is tried again later.', { cause })
  }
}
