import { toldEncoding } from '../../engine/page/encodings.ts'
import { decodePage } from '../evaluate/read-page.ts'
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

/** The body as a browser reads it. */
export function htmlOf({ header, bytes }: Answer): string {
  return decodePage(bytes, toldEncoding(header('content-type') ?? null))
}
