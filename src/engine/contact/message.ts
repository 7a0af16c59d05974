/** A message to whoever answers for a site, in one of the languages that there are texts for. */
export interface OwnerMessage {
  language: string
  subject: string
  body: string
}

/** What a message tells. */
export interface Told {
  host: string
  url: string
  /** When it was seen, in milliseconds since the epoch. */
  at: number
  /** Why it appears altered, a sentence each. */
  reasons: readonly string[]
}

/** Texts of one language; `{host}`, `{url}`, `{time}` and `{reasons}` stand for what is told. */
export interface MessageTexts {
  subject: string
  body: string
}

/** The language of a message: one that the owner asks for, then that of the page, then English. */
export function languageFor(available: readonly string[], asked: readonly string[], page: string): string {
  const base = (tag: string) => tag.toLowerCase().split('-')[0] ?? ''
  return [...asked, page].map(base).find((tag) => available.includes(tag)) ?? 'en'
}

/** Fills a message's texts. What comes from a page stands in it as plain text. */
export function messageOf(language: string, { subject, body }: MessageTexts, told: Told): OwnerMessage {
  const values: Record<string, string> = {
    host: told.host,
    url: told.url,
    time: new Date(told.at).toISOString(),
    reasons: told.reasons.map((reason) => `- ${reason}`).join('\n'),
  }
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  return { language, subject: fill(subject), body: fill(body) }
}

/** A contact as an address that opens the message ready to be sent; a contact that takes no mail stays as it is. */
export const withMessage = (contact: string, { subject, body }: OwnerMessage): string =>
  /^mailto:/i.test(contact)
    ? `${contact.split('?')[0] ?? contact}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\n/g, '\r\n'))}`
    : contact
