import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Reason, VerdictKind } from '../engine/verdict/verdict.ts'

/** The extension's sentences, read as data: the command line says the same of a page in the same words. */
const LOCALES = join(import.meta.dirname, '../extension/public/_locales')
const messagesSchema = v.record(
  v.string(),
  v.object({
    message: v.string(),
    placeholders: v.optional(v.record(v.string(), v.object({ content: v.string() }))),
  }),
)
type Messages = ReadonlyMap<string, v.InferOutput<typeof messagesSchema>[string]>
const read = new Map<string, Messages>()

/** The sentences of one of the extension's languages. */
function messagesIn(language: string): Messages {
  const known = read.get(language)
  if (known !== undefined) return known
  const file = readFileSync(join(LOCALES, language, 'messages.json'), 'utf8')
  const messages = new Map(Object.entries(v.parse(messagesSchema, JSON.parse(file))))
  read.set(language, messages)
  return messages
}

/** Longer pieces of a page are cut. */
const LONGEST = 160

export const verdictText = (kind: VerdictKind): string =>
  messagesIn('en').get(`verdict_${kind}`)?.message ?? kind

/** A reason as a sentence. What it quotes from a page can neither steer a terminal nor turn the sentence around. */
export function reasonText({ key, params }: Reason, language = 'en'): string {
  const messages = messagesIn(language)
  const entry = messages.get(key) ?? messages.get('reason_unknown')
  if (entry === undefined) return key
  return entry.message.replace(/\$(\w+)\$/g, (whole, name: string) => {
    const content = entry.placeholders?.[name.toLowerCase()]?.content
    return content === undefined ? whole : plain(params[Number(content.slice(1)) - 1] ?? '')
  })
}

/** A piece of a page as one short line of harmless text. */
export function plain(text: string): string {
  const letters = Array.from(harmless(text.slice(0, LONGEST * 2)))
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('')
}

/** A text as one line that neither steers a terminal nor turns around, and that every format can carry. */
export const harmless = (text: string): string =>
  text
    .replace(
      /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu,
      ' ',
    )
    .trim()
