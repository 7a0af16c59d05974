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

/** Tags say nothing of a language, and would drown out a short message. */
function letters(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes).toString('latin1')
  return Buffer.from(text.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>|<[^>]*>/gi, ' '), 'latin1')
}
