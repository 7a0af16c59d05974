import type { FeedSource } from '../../../engine/feed/update.ts'

/** Milliseconds that one file may take. */
const PATIENCE = 60_000

/** A feed of static files at an address. Nothing that tells readers apart goes along: no cookies, no referrer. */
export const feedAt = (address: string): FeedSource => ({
  fetch: async (path, most) => {
    const answer = await fetch(new URL(path, address), {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-cache',
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (answer.status === 404) return null
    if (!answer.ok || answer.body === null)
      throw new Error(`The feed answers ${answer.status}; it is tried again later.`)
    return readBounded(answer.body, most)
  },
})

/** The first bytes of what comes, and no more: the rest is never asked for. */
async function readBounded(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = body.getReader()
  while (size < most) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    size += value.length
  }
  if (size >= most) await reader.cancel()
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes.slice(0, most)
}
