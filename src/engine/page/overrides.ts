/** Right-to-left override, and what ends it: everything between them is shown from its end to its beginning. */
export const OVERRIDE = '\u202e'
export const OVERRIDE_END = '\u202c'

/** Text as a reader sees it, where a direction override turns it round. */
export function withoutOverrides(text: string): string {
  if (!text.includes(OVERRIDE)) return text
  const [before = '', ...turned] = text.split(OVERRIDE)
  return (
    before +
    turned
      .map((part) => {
        const end = part.search(/[\u202c\u202d\n]/)
        return end < 0 ? reversed(part) : reversed(part.slice(0, end)) + part.slice(end + 1)
      })
      .join('')
  )
}

const reversed = (text: string): string => [...text].reverse().join('')
