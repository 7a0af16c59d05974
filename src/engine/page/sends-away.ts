/** UTF-16 units of a script that may be there for nothing else than to send the reader away. */
const BOUND = 300
/** A whole address that becomes the page's. */
const SENDS =
  /(?:^|[^\w.])(?:(?:window|self|top|parent|document)\s*\.\s*)*location(?:\s*\.\s*href)?\s*(?:=|\.\s*(?:replace|assign)\s*\()\s*["'`]((?:https?:)?\/\/[^"'`\s?#]+)/
/** It depends: on the device, the language, a click. */
const DEPENDS = /\bif\b|\?[^"'`]*:|&&|\|\||\bcase\b|click|submit|keyup|keydown/

/** Where a script sends every reader that comes by, without being asked; empty for nearly every script. */
export function sentTo(code: string): string {
  if (code.length > BOUND || !code.includes('location')) return ''
  const [, address = ''] = SENDS.exec(code) ?? []
  if (address === '' || DEPENDS.test(code.replace(address, ''))) return ''
  return address.startsWith('//') ? `https:${address}` : address
}
