import {
  parseSecurityTxt,
  SECURITY_TXT_BOUND,
  SECURITY_TXT_PATHS,
  type SecurityTxt,
} from '../../../engine/contact/security-txt.ts'
import { readBounded } from '../read-bounded.ts'
import { changeProperty } from './property.ts'

const PATIENCE = 20_000
/** How long what a site said of whom to tell is good; one that said nothing is asked again as late. */
const GOOD_FOR = 7 * 86_400_000

const NOBODY: SecurityTxt = { contacts: [], languages: [], expires: null }

/**
 * Asks whom the site of a page that is well wants to be told, where that was asked long ago. On the day of an attack it
 * would be too late: the attackers may have written that, too. Never rejects.
 */
export async function freshContacts(property: string, page: string, now: number): Promise<void> {
  try {
    let isFresh = false
    // Written down first: a site that never answers is not asked at every look.
    const known = await changeProperty(property, (one) => {
      isFresh = one.contacts !== null && now >= one.contacts.at && now - one.contacts.at < GOOD_FOR
      return isFresh ? null : { ...one, contacts: { ...NOBODY, ...one.contacts, at: now } }
    })
    if (isFresh || known === null) return
    const found = await fetchContacts(page)
    if (found !== null) await changeProperty(property, (one) => ({ ...one, contacts: { ...found, at: now } }))
  } catch (error) {
    console.warn(error)
  }
}

/** Null where the site says nothing that can be used. */
async function fetchContacts(page: string): Promise<SecurityTxt | null> {
  for (const path of SECURITY_TXT_PATHS) {
    const text = await fetchText(new URL(path, page).href).catch(() => null)
    const parsed = text === null ? null : parseSecurityTxt(text)
    if (parsed?.ok === true) return parsed.value
  }
  return null
}

async function fetchText(url: string): Promise<string | null> {
  const answer = await fetch(url, {
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    headers: { accept: 'text/plain' },
    signal: AbortSignal.timeout(PATIENCE),
  })
  const type = answer.headers.get('content-type') ?? 'text/plain'
  if (!answer.ok || answer.body === null || !/^text\/plain/i.test(type)) return null
  return new TextDecoder().decode(await readBounded(answer.body, SECURITY_TXT_BOUND))
}
