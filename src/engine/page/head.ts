import { asMeant } from '../text/misread.ts'
import { collapse } from './blocks.ts'
import { BOUNDS } from './bounds.ts'
import type { ReadAttribute } from './builder.ts'
import type { LinkReader } from './links.ts'
import type { Identity } from './observation.ts'
import { withoutOverrides } from './overrides.ts'

const cut = (text: string | null): string =>
  collapse((text ?? '').slice(0, BOUNDS.identity * 2)).slice(0, BOUNDS.identity)

/** Reads what the page says about itself in its head. */
export class IdentityReader {
  readonly identity: Identity = {
    title: '',
    siteName: '',
    description: '',
    generator: '',
    canonicalHost: '',
    refresh: '',
    sendsTo: '',
    icons: 0,
    feeds: 0,
  }
  #title = ''
  #titleSeen = false

  constructor(readonly links: LinkReader) {}

  /** The first title of a document is its title, wherever it stands. */
  titleText(text: string): void {
    if (!this.#titleSeen && this.#title.length < BOUNDS.title * 2) this.#title += text
  }

  titleEnd(): void {
    this.#titleSeen ||= this.#title !== ''
  }

  meta(read: ReadAttribute): void {
    const name = (read('name') ?? read('property') ?? '').toLowerCase()
    if (name === 'og:site_name' || name === 'application-name')
      this.identity.siteName ||= cut(read('content'))
    else if (name === 'description' || name === 'og:description')
      this.identity.description ||= cut(read('content'))
    else if (name === 'generator') this.identity.generator ||= cut(read('content'))
    if ((read('http-equiv') ?? '').toLowerCase() === 'refresh')
      this.identity.refresh ||= refreshTarget(read('content') ?? '')
  }

  /** Where a script sends the reader; empty for nowhere. */
  sends(target: string): void {
    this.identity.sendsTo ||= target.slice(0, BOUNDS.identity)
  }

  link(read: ReadAttribute): void {
    const rel = (read('rel') ?? '').toLowerCase()
    if (rel === 'canonical') this.identity.canonicalHost ||= this.links.resourceHost(read('href') ?? '')
    else if (rel.includes('icon')) this.identity.icons++
    else if (rel === 'alternate' && /rss|atom/i.test(read('type') ?? '')) this.identity.feeds++
  }

  finish(): Identity {
    this.identity.title = collapse(asMeant(withoutOverrides(this.#title))).slice(0, BOUNDS.title)
    return this.identity
  }
}

function refreshTarget(content: string): string {
  const match = /[;,]\s*(?:url\s*=\s*)?['"]?([^'"\s?#]+)/i.exec(content.slice(0, BOUNDS.attribute))
  return (match?.[1] ?? '').slice(0, BOUNDS.identity)
}
