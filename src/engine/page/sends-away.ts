/** UTF-16 units of a script that may be there to send the reader away; longer ones do other things. */
const BOUND = 300
/** A whole address that becomes the page's. */
const SENDS =
  /(?:^|[;{}()\s])(?:(?:window|self|top|parent|document)\s*\.\s*)*location(?:\s*\.\s*href)?\s*(?:=|\.\s*(?:replace|assign)\s*\()\s*["'`]((?:https?:)?\/\/[^"'`\s?#]+)[^"'`\n]*["'`]/
/** It depends: on the device, the language, an error, an answer, what the reader does. */
const DEPENDS = /\bif\b|\?|&&|\|\||\bcase\b|\bcatch\b|\.\s*then\b|addEventListener|\bon[a-z]+\s*=/
/** Something else that has the name. */
const DECLARES = /\b(?:var|let|const)\s+location\b/
const COMMENTS = /\/\*[\s\S]*?\*\/|(?:^|[;{}\s])\/\/[^\n]*/g
/** A function with a name waits until somebody calls it. */
const NAMED = /\bfunction\s+([\w$]+)/

/** Where a script sends every reader that comes by, without being asked; empty for nearly every script. */
export function sentTo(script: string): string {
  if (script.length > BOUND || !script.includes('location')) return ''
  const code = script.replace(COMMENTS, ' ')
  const found = SENDS.exec(code)
  const [all = '', address = ''] = found ?? []
  const rest = code.replace(all, ' ')
  if (address === '' || DECLARES.test(code) || DEPENDS.test(rest) || waits(rest)) return ''
  return address.startsWith('//') ? `https:${address}` : address
}

/** Whether what it does stands in a function that it does not call. */
function waits(code: string): boolean {
  const [, name] = NAMED.exec(code) ?? []
  return name !== undefined && code.split(name).length < 3
}
