import { detect } from 'chardet'
import { encodingsOf } from '../engine/page/encodings.ts'

/**
 * Bytes as a browser reads them: by what they, the server or the page say of their encoding, and where that is nothing
 * or wrong, by what they look like. Bytes that were cut off somewhere may end within a letter.
 */
export function decodePage(bytes: Uint8Array, told: string | null = null, isCut = false): string {
  for (const { label, isStrict } of encodingsOf(bytes, told)) {
    const text = decode(bytes, label, { fatal: isStrict, stream: isCut })
    if (text !== null) return text
  }
  return decode(bytes, detect(letters(bytes)) ?? 'windows-1252') ?? decode(bytes, 'windows-1252') ?? ''
}

function decode(
  bytes: Uint8Array,
  encoding: string,
  { fatal, stream } = { fatal: false, stream: false },
): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes, { stream })
  } catch {
    return null
  }
}

/** Elements that hold no text of the page's. */
const UNREAD = /<(script|style)\b/y

/**
 * Tags say nothing of a language, and would drown out a short message. They are left out in one walk through the page:
 * nobody is kept waiting by one of nothing but `<`.
 */
function letters(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes).toString('latin1')
  const lower = text.toLowerCase()
  // Nobody looks a second time for an end that the rest of the page does not have.
  const endless = new Set<string>()
  /** Where the tag is to be looked for that ends what begins at `start`. */
  const lastTagOf = (start: number): number => {
    UNREAD.lastIndex = start
    const name = UNREAD.exec(lower)?.[1]
    if (name === undefined || endless.has(name)) return start
    const last = lower.indexOf(`</${name}`, start)
    if (last < 0) endless.add(name)
    return Math.max(last, start)
  }
  const parts: string[] = []
  let at = 0
  for (let tag = text.indexOf('<'); tag >= 0; tag = text.indexOf('<', at)) {
    const end = text.indexOf('>', lastTagOf(tag))
    if (end < 0) break
    parts.push(text.slice(at, tag))
    at = end + 1
  }
  parts.push(text.slice(at))
  return Buffer.from(parts.join(' '), 'latin1')
}
