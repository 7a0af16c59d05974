import { collapse } from './blocks.ts'

/** Scripts that put another page in the page's place, or write one that they keep folded up. */
const REWRITES =
  /(?:body|documentElement|querySelector\(\s*['"](?:body|html)['"]\s*\))\s*\.\s*innerHTML\s*=|\.\s*write(?:ln)?\s*\(\s*(?:unescape|atob|decodeURI|String\.fromCharCode|["'`])|location(?:\s*\.\s*href)?\s*=\s*["']data:text\/html/
const LITERAL = /"((?:[^"\\\n]|\\.){8,})"|'((?:[^'\\\n]|\\.){8,})'|`((?:[^`\\]|\\.){8,})`/g
const CODES = /fromCharCode\s*\(([\d\s,]{12,})\)/g
const BASE64 = /^(?:data:text\/html;base64,)?([A-Za-z0-9+/]{24,}={0,2})$/
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
/** UTF-16 units of written text that are kept. */
const BOUND = 2_000

/** Whether a script, once run, makes another page of this one. */
export const rewritesPage = (code: string): boolean => REWRITES.test(code)

/**
 * The text that such a script carries in its literals, folded up in any of the usual ways, without mark-up; empty
 * where it carries none. Nothing is run: a script that computes its text keeps it.
 */
export function scriptText(code: string): string {
  if (!REWRITES.test(code)) return ''
  let text = ''
  for (const [, numbers = ''] of code.matchAll(CODES))
    text += ` ${plainText(String.fromCharCode(...numbers.split(',').slice(0, 8_192).map(Number)))}`
  for (const [, double, single, template] of code.matchAll(LITERAL)) {
    if (text.length >= BOUND) break
    const html = unfold(double ?? single ?? template ?? '')
    if (html.includes('<') || /%[0-9a-f]{2}/i.test(html)) text += ` ${plainText(html)}`
  }
  return collapse(text.slice(0, BOUND))
}

/** Text of a piece of mark-up, tags, scripts and styles left out. */
export function plainText(html: string): string {
  return collapse(
    html
      .slice(0, 16_384)
      .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
      .replace(/<[^<>]*>/g, ' ')
      .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => ENTITIES[name] ?? ' '),
  )
}

function unfold(literal: string): string {
  const packed = BASE64.exec(literal)?.[1]
  if (packed !== undefined) return fromUtf8(fromBase64(packed))
  return literal
    .replace(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi, (_, a?: string, b?: string) => unit(a ?? b ?? '20'))
    .replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_, a?: string, b?: string) => unit(a ?? b ?? '20'))
    .replace(/\\(.)/g, '$1')
}

const unit = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16))

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** One UTF-16 unit for each byte. */
function fromBase64(text: string): string {
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

function fromUtf8(bytes: string): string {
  try {
    return decodeURIComponent(
      bytes.replace(/[\s\S]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`),
    )
  } catch {
    return bytes
  }
}
