/** Text as it stands in HTML, attribute values included. */
export function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** Data as it stands inside a script element. */
export function inScript(value: unknown): string {
  return JSON.stringify(value, null, 1).replaceAll('<', '\\u003c')
}
