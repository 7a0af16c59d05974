import { strToU8 } from 'fflate'
import type { Observation } from '../page/observation.ts'
import { type Portrait, portraitOf } from '../page/portrait.ts'
import type { Reason, Verdict } from '../verdict/verdict.ts'
import { type Evidence, jsonFile } from './bundle.ts'
import { NOT_PROVES, PROVES } from './proves.ts'

/** One look at a page, with all that is known of how it came about. */
export interface LookedAt {
  /** The address that was asked for, and the one that answered. */
  url: string
  finalUrl: string
  /** The name of the file that was looked at, where it was none of an address. */
  file?: string | null
  at: number
  status: number
  /** The page as it was received, or, in a browser, as it stood. */
  body: Uint8Array
  /** Names and values; null where nobody can tell. */
  request: Headers | null
  response: Headers | null
  /** What led from the one address to the other, in order; not set where nobody can tell. */
  redirects?: readonly Redirect[]
  observation: Observation
  verdict: Verdict
  /** A reason as a sentence. */
  say(reason: Reason): string
  /** What the page looks like on better days; null where that is not known. */
  usual: Portrait | null
  /** The page as it stood in a browser when its scripts had run; null where none looked. */
  rendered?: string | null
  /** PNG; null where none was taken. */
  screenshot: Uint8Array | null
  versions: Versions
  /** Further files, by name. */
  more?: ReadonlyMap<string, Uint8Array>
}

export type Headers = readonly (readonly [name: string, value: string])[]

/** An answer that sent whoever asked to another address. */
export interface Redirect {
  url: string
  status: number
  request: Headers
  response: Headers
}

export interface Versions {
  program: string
  /** Names the wordings that were looked for. */
  patterns: string
  weights: string
}

/** A look as the files of a bundle. */
export function pageEvidence(look: LookedAt): Evidence {
  const { url, finalUrl, file, at, status, observation, verdict, versions, usual } = look
  const files = new Map([
    [
      'about.json',
      jsonFile({
        url,
        finalUrl,
        ...(file == null ? {} : { file }),
        at: new Date(at).toISOString(),
        status,
        versions,
        proves: PROVES,
        doesNotProve: NOT_PROVES,
      }),
    ],
    ['page.html', look.body],
    ['observation.json', jsonFile(observation)],
    ['verdict.json', jsonFile(inWords(verdict, look.say))],
    ['portraits.json', jsonFile({ now: portraitOf(observation), usual })],
    ['readme.txt', strToU8(`${PROVES}\n${NOT_PROVES}\n`)],
  ])
  const { request, response, redirects } = look
  // The one that was answered with the page, where it is known what came before.
  const last = redirects === undefined ? url : finalUrl
  if (request !== null) files.set('request.json', jsonFile(asked(last, request)))
  if (response !== null) files.set('response.json', jsonFile({ status, url: finalUrl, headers: response }))
  if (redirects !== undefined && redirects.length > 0)
    files.set('redirects.json', jsonFile(redirects.map(exchanged)))
  if (look.rendered != null) files.set('rendered.html', strToU8(look.rendered))
  if (look.screenshot !== null) files.set('screenshot.png', look.screenshot)
  for (const [name, bytes] of look.more ?? []) files.set(name, bytes)
  return { at, url, files }
}

const asked = (url: string, headers: Headers) => ({ method: 'GET', url, headers })

const exchanged = ({ url, status, request, response }: Redirect) => ({
  request: asked(url, request),
  response: { status, url, headers: response },
})

const inWords = (verdict: Verdict, say: (reason: Reason) => string) => ({
  ...verdict,
  reasons: verdict.reasons.map((reason) => ({ ...reason, text: say(reason) })),
  evidence: verdict.evidence.map((one) => ({ ...one, text: say(one.reason) })),
})
