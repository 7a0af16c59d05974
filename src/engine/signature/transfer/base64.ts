import { unitAt } from '../../text/unit-at.ts'

/** RFC 4648, section 4. The engine has neither `btoa` nor `Buffer`, and `Uint8Array.fromBase64` is too new. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** Two letters for each twelve bits: half as many steps as letter by letter. */
const PAIRS = Array.from({ length: 64 * 64 }, (_, bits) => `${ALPHABET[bits >>> 6]}${ALPHABET[bits & 63]}`)
/** What a letter stands for, by its code. */
const VALUES = new Uint8Array(128)
for (const [value, letter] of [...ALPHABET].entries()) VALUES[letter.charCodeAt(0)] = value

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text += `${PAIRS[word >>> 12]}${PAIRS[word & 0xfff]}`
  }
  // What the last three bytes lack stands there as zeros.
  const lacking = (3 - (bytes.length % 3)) % 3
  return lacking === 0 ? text : text.slice(0, -lacking) + '='.repeat(lacking)
}

/** The bytes, or null where the text is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const letters = text.replace(/={1,2}$/, '')
  // One class at a time: a group that repeats runs out of stack on megabytes.
  if (text.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(letters)) return null
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4))
  for (let i = 0, at = 0; i < letters.length; i += 4) {
    let word = 0
    for (let j = 0; j < 4; j++) word = (word << 6) | valueAt(letters, i + j)
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (word >>> shift) & 255
  }
  return bytes
}

/** Beyond the end there are zeros. */
const valueAt = (letters: string, at: number): number => VALUES[unitAt(letters, at)] ?? 0
