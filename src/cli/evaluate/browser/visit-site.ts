import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import type { SiteAnswer } from '../../browser/site-server.ts'
import type { ListedVisit } from '../visit.ts'

/** Keeps the browser on the page it shows. */
const STAY: SiteAnswer = { status: 204 }

/**
 * What the web holds during one visit: its page, once, and nothing else. Where a page's own script leads the reader
 * away, to a consent form or round and round, the place it leads to is not in the list, so the browser stays and the
 * page is judged as the list has it. What `stayHere` cannot take back, a step that a frame makes the tab take, ends here.
 */
export function visitSite({ url: listed, status, file }: ListedVisit) {
  const { hostname, pathname } = new URL(listed)
  const page: SiteAnswer = { status: status === 0 ? 200 : status, body: readFileSync(file) }
  let isOpen = false
  return (url: URL, headers: IncomingHttpHeaders): SiteAnswer | null => {
    const isDocument = opensDocument(headers)
    if (isDocument && isOpen) return STAY
    if (url.hostname !== hostname || url.pathname !== pathname) return isDocument ? STAY : null
    isOpen ||= isDocument
    return page
  }
}

/** Whether a request is for a page in a tab. Over http Chromium does not say so, but asks for pages in its own way. */
function opensDocument(headers: IncomingHttpHeaders): boolean {
  const wanted = headers['sec-fetch-dest']
  return wanted === undefined ? headers['upgrade-insecure-requests'] === '1' : wanted === 'document'
}
