import { languageFor, messageOf, withMessage } from '../../../engine/contact/message.ts'
import { MESSAGE_TEXTS } from '../../../engine/contact/texts.ts'
import type { Reason, Verdict } from '../../../engine/verdict/verdict.ts'
import { readTranslations } from '../../ensure-translations.ts'
import type { Letter } from '../../messages.ts'
import { reasonText, reasonTextIn } from '../../texts.ts'
import { openDatabase } from '../database/open.ts'
import { Failed } from '../failed.ts'

/** Reasons that a letter gives. */
const MOST_REASONS = 6

/**
 * What to write to whoever answers for a property's site about an incident: in the language that was chosen, or else in
 * one that is read there. Nothing is sent.
 */
export async function propertyLetter({
  url,
  incident: id,
  language,
}: {
  url: string
  incident: string
  language: string | null
}): Promise<Letter> {
  const database = await openDatabase()
  const [property, incident] = await Promise.all([
    database.get('properties', url),
    database.get('incidents', id),
  ])
  if (property === undefined || incident === undefined)
    throw new Failed('This incident is not known any more.', 'failure_incident_unknown')
  const { contacts = [], languages = [] } = property.contacts ?? {}
  const page = (property.usual ?? incident.found)?.language ?? ''
  const chosen = language ?? languageFor(Object.keys(MESSAGE_TEXTS), languages, page)
  const texts = MESSAGE_TEXTS[chosen]
  if (texts === undefined) throw new Failed(`There is no letter in "${chosen}".`, 'failure_letter_language')
  const message = messageOf(chosen, texts, {
    host: incident.host,
    url: incident.url,
    at: incident.lastSeen,
    reasons: await reasonsOf(incident.verdict, chosen),
  })
  return {
    ...message,
    languages: Object.keys(MESSAGE_TEXTS),
    to: contacts.map((contact) => ({ contact, opens: withMessage(contact, message) })),
  }
}

async function reasonsOf({ reasons, evidence }: Verdict, language: string): Promise<string[]> {
  const translations = await readTranslations(language)
  const against = evidence.filter(({ points }) => points > 0).map(({ reason }) => reason)
  const say = (reason: Reason) =>
    translations === null ? reasonText(reason) : reasonTextIn(translations, reason)
  const sentences = [...reasons, ...against].map(say)
  return [...new Set(sentences)].slice(0, MOST_REASONS)
}
