const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** UTF-16 units of folded text that are unfolded. */
const FOLDED_BOUND = 65_536

/** What a `data:` address holds, as text; null where it is none or holds no text of the kind asked for. */
export function dataText(address: string, type: RegExp): string | null {
  const head = /^\s*data:([\w/+.-]*)((?:;[^;,]{1,80}){0,4}),/i.exec(address.slice(0, 400))
  if (head === null || !type.test(head[1] ?? '')) return null
  const data = address.slice(head[0].length, head[0].length + FOLDED_BOUND)
  return /;\s*base64/i.test(head[2] ?? '')
    ? fromUtf8(fromBase64(fromPercent(data)))
    : fromUtf8(fromPercent(data))
}

/** One UTF-16 unit for each byte. */
export function fromBase64(text: string): string {
  let bytes = ''
  let buffer = 0
  let bits = 0
  for (const digit of text) {
    const value = DIGITS.indexOf(digit)
    if (value < 0) break
    buffer = ((buffer << 6) | value) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes += String.fromCharCode((buffer >> bits) & 0xff)
  }
  return bytes
}

/** Percent-escapes read as one unit each, the old four-digit ones too. */
export const fromPercent = (text: string): string =>
  text.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_, a?: string, b?: string) => unit(a ?? b ?? '20'))

/**
 * Bytes, one a unit, read as UTF-8. What is no UTF-8 stays as it is, and so does what was cut off at the end: text that
 * was written for an older encoding is still read by its ASCII letters.
 */
export function fromUtf8(bytes: string): string {
  return bytes.replace(
    /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g,
    (sequence) => {
      const lead = sequence.charCodeAt(0)
      let point = lead & (0x7f >> sequence.length)
      for (let i = 1; i < sequence.length; i++) point = (point << 6) | (sequence.charCodeAt(i) & 0x3f)
      return point <= 0x10ffff ? String.fromCodePoint(point) : sequence
    },
  )
}

export const unit = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16))
