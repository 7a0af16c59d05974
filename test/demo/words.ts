import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Reason } from '../../src/engine/verdict/verdict.ts'

const FILE = join(import.meta.dirname, '../../src/extension/public/_locales/en/messages.json')
const messages = v.parse(
  v.record(
    v.string(),
    v.object({
      message: v.string(),
      placeholders: v.optional(v.record(v.string(), v.object({ content: v.string() })), {}),
    }),
  ),
  JSON.parse(readFileSync(FILE, 'utf8')),
)

/** A reason in the extension's own English words; null where it has none for it. */
export function words({ key, params }: Reason): string | null {
  const text = Object.hasOwn(messages, key) ? messages[key] : undefined
  if (text === undefined) return null
  return text.message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = text.placeholders[name.toLowerCase()]?.content ?? ''
    return params[Number(content.slice(1)) - 1] ?? ''
  })
}
