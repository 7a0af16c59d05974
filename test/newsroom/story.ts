/** One story of a newspaper that does not exist: nobody in it is a real person. */
export interface Story {
  topic: string
  title: string
  lead: string
}

/** Stories from lines of `topic | title | lead`, which is how they are pleasant to write. */
export function stories(lines: string): Story[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [topic = '', title = '', lead = ''] = line.split('|').map((part) => part.trim())
      return { topic, title, lead }
    })
}

/** What a content system makes of a title for the address. */
export function slug(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

/** A number that stays with its story, as article numbers do. */
export function storyNumber(title: string): number {
  let hash = 7
  for (let i = 0; i < title.length; i++) hash = (Math.imul(hash, 31) + title.charCodeAt(i)) >>> 0
  return 100_000 + (hash % 900_000)
}
