import { readFileSync } from 'node:fs'
import { detect } from 'chardet'

/** Bytes at the beginning in which a page may declare its encoding (WHATWG HTML, "prescan a byte stream"). */
const PRESCAN = 1_024
const DECLARED = /<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)/i
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
]

/** The page in a file, its bytes read as a browser would. */
export const readPageFile = (path: string): string => decodePage(readFileSync(path))

/**
 * Bytes as a browser reads them: by a mark at the beginning, by what the server told if that is an encoding, by what the page
 * declares, by what they look like. What can be read as UTF-8 is, though a page may declare an older encoding: pages in
 * archives were often converted, and kept their declaration.
 */
export function decodePage(bytes: Uint8Array, told: string | null = null): string {
  const mark = MARKS.find(([, start]) => start.every((byte, at) => bytes[at] === byte))
  if (mark !== undefined) return decode(bytes, mark[0]) ?? ''
  const served = told === null ? null : decode(bytes, told)
  if (served !== null) return served
  const utf8 = decode(bytes, 'utf-8', true)
  if (utf8 !== null) return utf8
  const start = Buffer.from(bytes.subarray(0, PRESCAN)).toString('latin1')
  const declared = DECLARED.exec(start)?.[1]
  const known = declared === undefined ? null : decode(bytes, declared)
  return (
    known ?? decode(bytes, detect(letters(bytes)) ?? 'windows-1252') ?? decode(bytes, 'windows-1252') ?? ''
  )
}

function decode(bytes: Uint8Array, encoding: string, fatal = false): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes)
  } catch {
    return null
  }
}

/** Tags say nothing of a language, and would drown out a short message. */
function letters(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes).toString('latin1')
  return Buffer.from(text.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>|<[^>]*>/gi, ' '), 'latin1')
}
