import type { Headers } from '../../../engine/evidence/page-evidence.ts'
import { encodingsOf, toldEncoding } from '../../../engine/page/encodings.ts'
import { HTML_BOUND } from '../../../engine/page/html-bound.ts'
import { Failed } from '../failed.ts'

const PATIENCE = 20_000

export interface OutsidePage {
  /** Where redirects led. */
  url: string
  status: number
  html: string
}

/** The same with all that it came with. */
export interface WholePage extends OutsidePage {
  body: Uint8Array<ArrayBuffer>
  /** What was asked for by us; the browser adds its own. */
  request: Headers
  response: Headers
}

const ACCEPT = 'text/html,application/xhtml+xml'

const ANONYMOUS = {
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
  headers: { accept: ACCEPT },
} as const satisfies RequestInit

/** The site answers, but leads to another one that the browser does not let us read. */
export class ElsewhereError extends Failed {}

/**
 * A page as its site gives it to nobody in particular: no cookies, no cache, nothing run. Rejects when it does not come,
 * and with an `ElsewhereError` where that is no outage.
 */
export async function fetchOutside(url: string, bound = HTML_BOUND): Promise<WholePage> {
  const signal = AbortSignal.timeout(PATIENCE)
  const answer = await fetch(url, { ...ANONYMOUS, signal }).catch(async (cause: unknown) => {
    if (!(await leadsElsewhere(url, signal))) throw cause
    const { hostname } = new URL(url)
    const sentence = `${hostname} leads to a site that Masthead may not read.`
    throw new ElsewhereError(sentence, 'failure_site_elsewhere', [hostname], { cause })
  })
  const body = await firstBytes(answer, bound)
  return {
    url: answer.url,
    status: answer.status,
    html: decode(body, toldEncoding(answer.headers.get('content-type'))),
    body,
    request: [['accept', ACCEPT]],
    response: [...answer.headers],
  }
}

/**
 * Whether somebody answers for a page that did not come. A redirect to a site that we may not read fails as an outage
 * does; asked without wanting to read the answer, only an outage still fails. Where redirects lead cannot be seen, so one
 * to a site that is down, or that keeps its pages even from being asked for like this, counts as an outage.
 */
async function leadsElsewhere(url: string, signal: AbortSignal): Promise<boolean> {
  const enough = new AbortController()
  try {
    const either = AbortSignal.any([signal, enough.signal])
    const { type } = await fetch(url, { ...ANONYMOUS, mode: 'no-cors', signal: either })
    return type === 'opaque'
  } catch {
    return false
  } finally {
    enough.abort()
  }
}

/** As much of a body as is ever read; one that never ends is left there. */
async function firstBytes({ body }: Response, bound: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = body?.getReader()
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    chunks.push(read.value)
    length += read.value.length
    if (length < bound) continue
    await reader?.cancel()
    break
  }
  const bytes = new Uint8Array(Math.min(length, bound))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, bytes.length - at), at)
    at += Math.min(chunk.length, bytes.length - at)
  }
  return bytes
}

function decode(bytes: Uint8Array, told: string | null): string {
  for (const { label, isStrict } of encodingsOf(bytes, told)) {
    try {
      return new TextDecoder(label, { fatal: isStrict }).decode(bytes)
    } catch {
      // Unknown, or not what it was said to be: the next.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes)
}
