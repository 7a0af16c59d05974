import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FeedSource } from '../../engine/feed/update.ts'

/** A feed in a folder, or at an address. */
export function openSource(where: string): FeedSource {
  if (!/^https?:/i.test(where))
    return {
      fetch: async (path, most) => {
        const file = join(where, path)
        return existsSync(file) ? Uint8Array.from(readFileSync(file).subarray(0, most)) : null
      },
    }
  return {
    fetch: (path, most) => fetchBounded(new URL(path, where.endsWith('/') ? where : `${where}/`), most),
  }
}

async function fetchBounded(url: URL, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await fetch(url, { credentials: 'omit', redirect: 'error' })
  if (answer.status === 404) return null
  if (!answer.ok || answer.body === null) throw new Error(`${url} answers ${answer.status}; try again later.`)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body) {
    parts.push(part)
    size += part.length
    if (size >= most) break
  }
  return Uint8Array.from(Buffer.concat(parts).subarray(0, most))
}
