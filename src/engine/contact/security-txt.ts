import { type Result, refuse } from '../feed/result.ts'

/** Where a site says whom to tell of a security problem (RFC 9116), the newer place first. */
export const SECURITY_TXT_PATHS = ['/.well-known/security.txt', '/security.txt'] as const
/** Bytes of it that are ever read. */
export const SECURITY_TXT_BOUND = 32_768

const CONTACTS_BOUND = 10
const LONGEST = 500

/** What a site says of whom to tell. */
export interface SecurityTxt {
  /** `mailto:`, `tel:` and `https:` addresses, the preferred one first; at least one. */
  contacts: string[]
  /** Languages that are understood there, in no order; empty where nothing is said. */
  languages: string[]
  /** Milliseconds since the epoch; null where it is missing, which the standard does not allow and sites do. */
  expires: number | null
}

/**
 * Reads a security.txt: fields a line each, comments, and the armour of a signed one, which is not verified. What
 * a defacer may have written there is as good as what they write on the page: it is shown, and never opened by itself.
 */
export function parseSecurityTxt(text: string): Result<SecurityTxt> {
  const contacts: string[] = []
  const languages = new Set<string>()
  let expires: number | null = null
  for (const line of signedText(text).split(/\r\n|\r|\n/)) {
    const [, name = '', value = ''] = /^([A-Za-z-]+):\s*(.*?)\s*$/.exec(line) ?? []
    if (value === '' || value.length > LONGEST) continue
    switch (name.toLowerCase()) {
      case 'contact':
        if (isContact(value) && contacts.length < CONTACTS_BOUND && !contacts.includes(value))
          contacts.push(value)
        break
      case 'preferred-languages':
        for (const tag of value.split(','))
          if (/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag.trim())) languages.add(tag.trim())
        break
      case 'expires':
        expires ??= timeOf(value)
        break
    }
  }
  if (contacts.length === 0)
    return refuse(
      'The security.txt names no contact that can be used (mailto:, tel: or https:); look for an imprint.',
    )
  return { ok: true, value: { contacts, languages: [...languages], expires } }
}

const ARMOUR = /^-----BEGIN PGP SIGNED MESSAGE-----/m
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----'
const EMPTY_LINE = /\r?\n\r?\n/

/**
 * The text between the armour's head and its signature (RFC 4880, section 7); all of it where there is no armour. Step
 * by step, for one expression that looks for all of it takes seconds on a file of nothing but heads.
 */
function signedText(text: string): string {
  return (inArmour(text) ?? text).replace(/^- /gm, '')
}

function inArmour(text: string): string | null {
  const head = text.search(ARMOUR)
  if (head < 0) return null
  const after = text.slice(head)
  const gap = EMPTY_LINE.exec(after)
  if (gap === null) return null
  const inside = after.slice(gap.index + gap[0].length)
  const end = inside.indexOf(SIGNATURE)
  return end < 0 ? null : inside.slice(0, end)
}

/** Nothing that would run, and nobody's address with markup or line breaks in it. */
const isContact = (value: string): boolean =>
  /^(?:mailto:[^\s<>"@]+@[^\s<>"@]+|tel:[+0-9(). -]+|https:\/\/[^\s<>"]+)$/i.test(value)

function timeOf(value: string): number | null {
  const time = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? null : time
}
