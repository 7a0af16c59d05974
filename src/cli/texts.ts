import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Reason, VerdictKind } from '../engine/verdict/verdict.ts'

/** The extension's English sentences, read as data: the command line says the same of a page in the same words. */
const ENGLISH = join(import.meta.dirname, '../extension/public/_locales/en/messages.json')
const messagesSchema = v.record(
  v.string(),
  v.object({
    message: v.string(),
    placeholders: v.optional(v.record(v.string(), v.object({ content: v.string() }))),
  }),
)
const messages = new Map(Object.entries(v.parse(messagesSchema, JSON.parse(readFileSync(ENGLISH, 'utf8')))))

/** Longer pieces of a page are cut. */
const LONGEST = 160

export const verdictText = (kind: VerdictKind): string => messages.get(`verdict_${kind}`)?.message ?? kind

/** A reason as a sentence. What it quotes from a page can neither steer a terminal nor turn the sentence around. */
export function reasonText({ key, params }: Reason): string {
  const entry = messages.get(key) ?? messages.get('reason_unknown')
  if (entry === undefined) return key
  return entry.message.replace(/\$(\w+)\$/g, (whole, name: string) => {
    const content = entry.placeholders?.[name.toLowerCase()]?.content
    return content === undefined ? whole : plain(params[Number(content.slice(1)) - 1] ?? '')
  })
}

/** A piece of a page as one short line of harmless text. */
export function plain(text: string): string {
  const clean = text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029\p{Cc}]/gu, ' ').trim()
  const letters = Array.from(clean.slice(0, LONGEST * 2))
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('')
}
