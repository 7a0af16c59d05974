import { fetch, type Response } from 'undici'
import { decodePage } from '../evaluate/read-page.ts'
import { isPublic } from './addresses.ts'
import { guardedAgent, type MayConnect } from './connector.ts'
import { BadAnswer, failure } from './failure.ts'

export interface FetchLimits {
  /** Milliseconds for everything, redirects and body included. */
  time: number
  /** Bytes of the body, unpacked. */
  bytes: number
  redirects: number
  mayConnect: MayConnect
}

export const FETCH_LIMITS: FetchLimits = {
  time: 30_000,
  bytes: 10_000_000,
  redirects: 5,
  mayConnect: isPublic,
}

/** The usual limits; private addresses are fetched from only where somebody allowed that. */
export const limitsOf = (allowPrivate: boolean): FetchLimits =>
  allowPrivate ? { ...FETCH_LIMITS, mayConnect: () => true } : FETCH_LIMITS

export interface FetchedPage {
  /** Where the redirects led. */
  url: string
  status: number
  html: string
}

/** A page from the network, within limits; or one sentence why there is none. It keeps nothing and sends no cookie. */
export async function fetchPage(
  address: string,
  limits: FetchLimits = FETCH_LIMITS,
): Promise<FetchedPage | { error: string }> {
  const agent = guardedAgent(limits.mayConnect, limits.time)
  const signal = AbortSignal.timeout(limits.time)
  let url = address
  try {
    for (let hop = 0; hop <= limits.redirects; hop++) {
      if (/^https?:\/\/[^/?#]*@/i.test(url)) throw new BadAnswer('it holds a user name; leave that out')
      const response = await fetch(url, {
        dispatcher: agent,
        redirect: 'manual',
        signal,
        headers: { 'user-agent': 'masthead', accept: 'text/html,application/xhtml+xml' },
      })
      const next = redirectOf(response, url)
      if (next === null) return { url, status: response.status, html: await readHtml(response, limits.bytes) }
      await response.body?.cancel()
      url = next
    }
    throw new BadAnswer(`it redirects more than ${limits.redirects} times`)
  } catch (error) {
    return { error: failure(address, error) }
  } finally {
    await agent.destroy()
  }
}

function redirectOf({ status, headers }: Response, from: string): string | null {
  const location = headers.get('location')
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return null
  if (!URL.canParse(location, from)) throw new BadAnswer('it redirects to something that is no address')
  const next = new URL(location, from)
  if (!/^https?:$/.test(next.protocol)) throw new BadAnswer(`it redirects to a "${next.protocol}" address`)
  return next.href
}

const PAGE_TYPE = /^(?:text\/|application\/xhtml\+xml)/i

async function readHtml(response: Response, most: number): Promise<string> {
  const type = response.headers.get('content-type')
  if (type !== null && !PAGE_TYPE.test(type)) throw new BadAnswer(`it is no page but ${type.slice(0, 80)}`)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    const bytes: unknown = chunk
    if (!(bytes instanceof Uint8Array)) continue
    size += bytes.length
    if (size > most) throw new BadAnswer(`its body is larger than ${most / 1_000_000} MB`)
    chunks.push(bytes)
  }
  const told = /charset\s*=\s*["']?([\w-]+)/i.exec(type ?? '')?.[1] ?? null
  return decodePage(Buffer.concat(chunks), told)
}
