import { type Dispatcher, fetch, interceptors, type Response } from 'undici'
import type { Redirect } from '../../engine/evidence/page-evidence.ts'
import { guardedAgent } from './connector.ts'
import { BadAnswer, failure } from './failure.ts'
import { HostBusy } from './host-busy.ts'
import type { FetchLimits } from './limits.ts'
import { noting } from './noting.ts'

export interface Request {
  /** Media types that are asked for. */
  accept: string
  /** The media type that an answer must have, where that matters, and what the answer is then. */
  type?: { pattern: RegExp; is: string }
  headers?: Record<string, string>
  /** How often a server that is overloaded or cannot be reached is asked again; it may say when. */
  retries?: number
}

export interface Answer {
  /** Where the redirects led. */
  url: string
  status: number
  header(name: string): string | null
  /** All of the answer's, in the order of their names. */
  headers: [name: string, value: string][]
  bytes: Uint8Array
  /** What the last request was sent with. */
  sent: [name: string, value: string][]
  /** What led there, in order. */
  redirects: Redirect[]
}

/** What is sent along with every request, beside what the caller asks for: said here, so that no library chooses it. */
const requestHeaders = ({ accept, headers }: Request) => ({
  'user-agent': 'masthead',
  accept,
  'accept-language': '*',
  // A part of something packed could not be unpacked: the library asks for it as it is.
  ...(headers?.range === undefined ? { 'accept-encoding': 'gzip, deflate, br' } : {}),
  connection: 'keep-alive',
  ...headers,
})

/**
 * What stands at an address, within limits; or one sentence why there is none. It keeps nothing and sends no cookie. Where
 * redirects are not followed, one is an answer like any other.
 */
export async function fetchBytes(
  address: string,
  request: Request,
  limits: FetchLimits,
  followsRedirects = true,
): Promise<Answer | { error: string }> {
  const agent = guardedAgent(limits.mayConnect, limits.time)
  let sent: Answer['sent'] = []
  const noted = agent.compose(
    noting((headers) => {
      sent = headers
    }),
  )
  const dispatcher = retrying(noted, request.retries ?? 0)
  const signal = AbortSignal.timeout(limits.time)
  const redirects: Redirect[] = []
  let url = address
  try {
    for (let hop = 0; hop <= limits.redirects; hop++) {
      if (/^https?:\/\/[^/?#]*@/i.test(url)) throw new BadAnswer('it holds a user name; leave that out')
      if (hop > 0) await limits.enter?.(new URL(url).hostname)
      const response = await fetch(url, {
        dispatcher,
        redirect: 'manual',
        signal,
        headers: requestHeaders(request),
      })
      const next = followsRedirects ? redirectOf(response, url) : null
      if (next === null) return { ...(await answerOf(response, url, request, limits.bytes)), sent, redirects }
      await response.body?.cancel()
      redirects.push({ url, status: response.status, request: sent, response: [...response.headers] })
      url = next
    }
    throw new BadAnswer(`it redirects more than ${limits.redirects} times`)
  } catch (error) {
    if (error instanceof HostBusy) throw error
    return { error: failure(address, error) }
  } finally {
    await agent.destroy()
  }
}

/** Waits a second, then longer, or as long as the server says, and gives the last answer whatever it is. */
const retrying = (agent: Dispatcher, maxRetries: number): Dispatcher =>
  maxRetries === 0
    ? agent
    : agent.compose(
        interceptors.retry({
          maxRetries,
          minTimeout: 1_000,
          maxTimeout: 20_000,
          statusCodes: [429, 502, 503, 504],
          throwOnError: false,
        }),
      )

function redirectOf({ status, headers }: Response, from: string): string | null {
  const location = headers.get('location')
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return null
  if (!URL.canParse(location, from)) throw new BadAnswer('it redirects to something that is no address')
  const next = new URL(location, from)
  if (!/^https?:$/.test(next.protocol)) throw new BadAnswer(`it redirects to a "${next.protocol}" address`)
  return next.href
}

async function answerOf(
  response: Response,
  url: string,
  { type }: Request,
  most: number,
): Promise<Omit<Answer, 'sent' | 'redirects'>> {
  const given = response.headers.get('content-type')
  if (type !== undefined && given !== null && !type.pattern.test(given))
    throw new BadAnswer(`it is no ${type.is} but ${given.slice(0, 80)}`)
  const bytes = await readBody(response, most)
  const { status, headers } = response
  return { url, status, header: (name) => headers.get(name), headers: [...headers], bytes }
}

async function readBody(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    const bytes: unknown = chunk
    if (!(bytes instanceof Uint8Array)) continue
    size += bytes.length
    if (size > most) throw new BadAnswer(`its body is larger than ${most / 1_000_000} MB`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
