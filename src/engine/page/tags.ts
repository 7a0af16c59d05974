import { hashText } from './hash.ts'

/** What a tag name means to the builder, as bits. */
export const TAG = {
  /** Ends the running block of text. */
  block: 1,
  /** Its content is never seen by a reader (or is a fallback for what is). */
  unseen: 2,
  script: 4,
  style: 8,
  /** Put in by parsers on their own, so it counts for nothing. */
  implied: 16,
  heading: 32,
  landmark: 64,
  large: 128,
  navigation: 256,
  article: 512,
  caption: 1024,
  frame: 2048,
  media: 4096,
  moving: 8192,
  dated: 16384,
  paragraph: 32768,
  svg: 65536,
  title: 131072,
  cell: 262144,
  /** Holds nothing that a reader could see, whatever is put into it. */
  hollow: 524288,
  quote: 1048576,
} as const

const NAMES: Record<keyof typeof TAG, string> = {
  block:
    'address article aside blockquote body br button center dd details dialog div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html img label legend li main marquee menu nav ol option p pre search section select summary table tbody td tfoot th thead tr ul video audio canvas iframe frame embed object input textarea svg',
  unseen: 'template noscript noframes noembed iframe video audio canvas datalist desc metadata',
  script: 'script',
  style: 'style',
  implied: 'html head body tbody',
  heading: 'h1 h2 h3 h4 h5 h6',
  landmark: 'nav header main footer article aside section',
  large: 'big marquee',
  navigation: 'nav footer menu',
  article: 'article',
  caption: 'figcaption caption',
  frame: 'iframe frame',
  media: 'audio video embed object bgsound applet',
  moving: 'marquee blink',
  dated: 'center font',
  paragraph: 'p',
  svg: 'svg',
  title: 'title',
  cell: 'table tr td th',
  quote: 'blockquote',
  hollow: 'base meta link title script style noscript template br hr wbr',
}

export interface TagMeaning {
  name: string
  hash: number
  bits: number
}

const BITS: Record<string, number> = TAG
const known = new Map<string, TagMeaning>()

for (const [key, names] of Object.entries(NAMES)) {
  for (const name of names.split(' ')) {
    const meaning = known.get(name) ?? { name, hash: hashText(name), bits: 0 }
    meaning.bits |= BITS[key] ?? 0
    known.set(name, meaning)
  }
}

/** The meaning of a tag name in any case. Unknown names mean nothing but still have a hash. */
export function tagMeaning(tag: string): TagMeaning {
  const meaning = known.get(tag)
  if (meaning !== undefined) return meaning
  const name = tag.toLowerCase()
  return known.get(name) ?? { name, hash: hashText(name), bits: 0 }
}
