/** UTF-16 units of a path in a report. */
export const PATH_BOUND = 200

/** C0 and C1 controls, and what turns the direction of text around. */
const CONTROLS = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

export const hasControls = (text: string): boolean => text.search(CONTROLS) >= 0

/** Text on one line, with no controls, cut to whole characters. */
export function cleanLine(text: string, most: number): string {
  const clean = text.replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim()
  if (clean.length <= most) return clean
  const cut = clean.slice(0, most)
  return cut.replace(/[\ud800-\udbff]$/, '')
}

/** In place of a part of a path that may name a person or open a door. */
const REDACTED = '*'

/** A path without e-mail addresses and without what looks like a key; parts of it that are words stay. */
export function redactPath(path: string): string {
  const parts = path.split('/').map((part) => (isPersonal(part) ? REDACTED : part))
  const redacted = parts.join('/').replace(/[^\x21-\x7e]/g, REDACTED)
  return redacted.length <= PATH_BOUND ? redacted : redacted.slice(0, PATH_BOUND)
}

/** Letters of a part from which one without words may be a key. */
const KEY = 20

function isPersonal(part: string): boolean {
  if (part.includes('@') || /%40/i.test(part)) return true
  if (part.includes(';')) return true
  return part
    .split(/[-_.]/)
    .some((word) => word.length >= KEY && /\d/.test(word) && /[a-z]/i.test(word) && /^[\w~%]+$/.test(word))
}
