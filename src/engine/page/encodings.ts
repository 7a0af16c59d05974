/** Bytes at the beginning in which a page may declare its encoding (WHATWG HTML, "prescan a byte stream"). */
const PRESCAN = 1_024
const DECLARED = /<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)/i
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
]

/** One reading of a page's bytes. */
export interface Encoding {
  /** As the WHATWG Encoding standard labels it; whoever decodes may not know it, and goes on with the next. */
  label: string
  /** Whether it only holds where every byte can be read by it. */
  isStrict: boolean
}

/**
 * The encodings that a page's bytes may be in, the likeliest first: by a mark at the beginning, by what the server told,
 * by what the page declares. What can be read as UTF-8 is, though a page may declare an older encoding: pages in
 * archives were often converted, and kept their declaration.
 */
export function encodingsOf(bytes: Uint8Array, told: string | null): Encoding[] {
  const mark = MARKS.find(([, start]) => start.every((byte, at) => bytes[at] === byte))
  if (mark !== undefined) return [{ label: mark[0], isStrict: false }]
  const start = String.fromCharCode(...bytes.subarray(0, PRESCAN))
  const declared = DECLARED.exec(start)?.[1]
  return [
    ...(told === null ? [] : [{ label: told, isStrict: false }]),
    { label: 'utf-8', isStrict: true },
    ...(declared === undefined ? [] : [{ label: declared, isStrict: false }]),
  ]
}

/** The encoding that a `content-type` header names, or null. */
export const toldEncoding = (contentType: string | null): string | null =>
  /charset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? null
