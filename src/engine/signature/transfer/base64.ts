/** RFC 4648, section 4. The engine has neither `btoa` nor `Buffer`, and `Uint8Array.fromBase64` is too new. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]))

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET[(word >>> shift) & 63] ?? '')
    text += letters.slice(0, Math.min(3, bytes.length - i) + 1).join('')
  }
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** The bytes, or null where the text is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const letters = text.replace(/={1,2}$/, '')
  // One class at a time: a group that repeats runs out of stack on megabytes.
  if (text.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(letters)) return null
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4))
  for (let i = 0, at = 0; i < letters.length; i += 4) {
    let word = 0
    for (let j = 0; j < 4; j++) word = (word << 6) | (VALUES.get(letters[i + j] ?? '') ?? 0)
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (word >>> shift) & 255
  }
  return bytes
}
