import {
  parseSecurityTxt,
  SECURITY_TXT_BOUND,
  SECURITY_TXT_PATHS,
  type SecurityTxt,
} from '../../engine/contact/security-txt.ts'
import { fetchBytes } from '../fetch/fetch-bytes.ts'
import type { FetchLimits } from '../fetch/limits.ts'

/** Whom a site wants to be told, by its own word; or one sentence why that is not known. */
export async function fetchContacts(
  site: string,
  limits: FetchLimits,
): Promise<SecurityTxt | { error: string }> {
  let error = ''
  for (const path of SECURITY_TXT_PATHS) {
    const url = new URL(path, site).href
    const answer = await fetchBytes(
      url,
      { accept: 'text/plain', type: { pattern: /^text\/plain/i, is: 'text' } },
      { ...limits, bytes: SECURITY_TXT_BOUND },
    )
    if ('error' in answer) {
      error ||= answer.error
      continue
    }
    if (answer.status !== 200) {
      error ||= `${url} answers ${answer.status}; look for an imprint or a contact page.`
      continue
    }
    const parsed = parseSecurityTxt(new TextDecoder().decode(answer.bytes))
    if (parsed.ok) return parsed.value
    error = parsed.error
  }
  return { error }
}
