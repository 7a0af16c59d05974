import { decodePage } from '../../decode/decode-page.ts'
import type { Redirect } from '../../engine/evidence/page-evidence.ts'
import { toldEncoding } from '../../engine/page/encodings.ts'
import { type Answer, fetchBytes, type Request } from './fetch-bytes.ts'
import { FETCH_LIMITS, type FetchLimits } from './limits.ts'

export interface FetchedPage {
  /** Where the redirects led. */
  url: string
  status: number
  html: string
}

/** How a page is asked for. */
export const PAGE_REQUEST: Request = {
  accept: 'text/html,application/xhtml+xml',
  type: { pattern: /^(?:text\/|application\/xhtml\+xml)/i, is: 'page' },
}

/** A page from the network, within limits; or one sentence why there is none. */
export async function fetchPage(
  address: string,
  limits: FetchLimits = FETCH_LIMITS,
): Promise<FetchedPage | { error: string }> {
  const answer = await fetchBytes(address, PAGE_REQUEST, limits)
  return 'error' in answer ? answer : { url: answer.url, status: answer.status, html: htmlOf(answer) }
}

/** A page with all that it came with. */
export interface WholePage extends FetchedPage {
  body: Uint8Array
  requestHeaders: [name: string, value: string][]
  responseHeaders: [name: string, value: string][]
  /** What led there, in order. */
  redirects: Redirect[]
}

/** The same, with what was asked and answered: evidence of it is kept. */
export async function fetchWholePage(
  address: string,
  limits: FetchLimits,
): Promise<WholePage | { error: string }> {
  const answer = await fetchBytes(address, PAGE_REQUEST, limits)
  if ('error' in answer) return answer
  const { url, status, bytes, headers, sent, redirects } = answer
  return {
    url,
    status,
    html: htmlOf(answer),
    body: bytes,
    requestHeaders: sent,
    responseHeaders: headers,
    redirects,
  }
}

/** The body as a browser reads it. */
export function htmlOf({ header, bytes }: Answer): string {
  return decodePage(bytes, toldEncoding(header('content-type') ?? null))
}
