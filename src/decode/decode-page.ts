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
const UNREAD = /<(script|style)\b/iy

/**
 * Tags say nothing of a language, and would drown out a short message. They are left out in one walk through the page:
 * nobody is kept waiting by one of nothing but `<`.
 */
function letters(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes).toString('latin1')
  const lower = text.toLowerCase()
  const parts: string[] = []
  const unclosed = new Set<string>()
  let at = 0
  for (let tag = text.indexOf('<'); tag >= 0; tag = text.indexOf('<', at)) {
    UNREAD.lastIndex = tag
    const name = UNREAD.exec(lower)?.[1] ?? ''
    const close = name === '' || unclosed.has(name) ? -1 : lower.indexOf(`</${name}`, tag)
    if (close < 0) unclosed.add(name)
    const end = text.indexOf('>', Math.max(close, tag))
    if (end < 0) break
    parts.push(text.slice(at, tag))
    at = end + 1
  }
  parts.push(text.slice(at))
  return Buffer.from(parts.join(' '), 'latin1')
}
