import { roughSite } from './address.ts'
import { BOUNDS } from './bounds.ts'
import type { LinkReader } from './links.ts'

/** What lies over the page and is kept in the page itself comes from nowhere. */
const FOLDED = 'data:'

/** Gathers where that comes from which lies over a page; see `Observation.coverHosts`. */
export class CoverHosts {
  readonly #links: LinkReader
  readonly #hosts = new Set<string>()
  readonly #scripts = new Set<string>()
  #isFolded = false

  constructor(links: LinkReader) {
    this.#links = links
  }

  /** The address of a frame or a picture over the page. */
  add(src: string): void {
    if (/^\s*data:/i.test(src)) this.#isFolded = true
    const host = this.#foreign(src)
    if (host !== '' && this.#hosts.size < BOUNDS.covers) this.#hosts.add(host.slice(0, 255))
  }

  /** The address of a script. */
  script(src: string): void {
    const host = this.#foreign(src)
    if (host !== '' && this.#scripts.size < BOUNDS.tokens) this.#scripts.add(roughSite(host))
  }

  finish(): string[] {
    const strange = [...this.#hosts].filter((host) => !this.#scripts.has(roughSite(host)))

    return (this.#isFolded ? [FOLDED, ...strange] : strange).slice(0, BOUNDS.covers)
  }

  #foreign(src: string): string {
    const host = this.#links.resourceHost(src)
    return host === '' || this.#links.isOwn(host) ? '' : host
  }
}
