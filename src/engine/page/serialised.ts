import { unitAt } from '../text/unit-at.ts'
import { NO_ATTRIBUTES, type PageAbout, PageBuilder } from './builder.ts'
import { observeFolded } from './html.ts'
import { HTML_BOUND } from './html-bound.ts'
import type { Observation } from './observation.ts'

/**
 * The observation of a page that a browser wrote down itself (`outerHTML`, `getHTML`).
 *
 * This is no parser of HTML: it reads back the one notation that the HTML standard's "serializing HTML fragments"
 * writes, in which every element is closed, every value stands in double quotes and four characters are escaped. Read
 * so, the tree is the one the browser has, also where no parser would ever build it (a paragraph put into a
 * paragraph by a script), and it takes a quarter of the time. Text that is not in that notation is read as far as it
 * goes and does no harm.
 */
export function observeSerialised(html: string, about: PageAbout): Observation {
  const builder = new PageBuilder(about, (written) => observeFolded(written, about))
  if (html.length > HTML_BOUND) builder.limit('bytes')
  new SerialisedReader(html.length > HTML_BOUND ? html.slice(0, HTML_BOUND) : html, builder).read()
  return builder.finish()
}

/** Elements that are written without an end. */
const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(
    ' ',
  ),
)
/** Elements whose text is written as it is. `noscript` is one wherever scripts run. */
const RAW = new Set('style script xmp iframe noembed noframes plaintext noscript'.split(' '))
/** A declared shadow tree is seen in its host's place. */
const SHADOW = 'shadowrootmode'
/** How far up an end may find its start. More than one step is met only where an element's name is misleading. */
const REACH = 32
/** Attributes of one element that are looked at; the rest is passed over. */
const ATTRIBUTES = 256

const LESS = 60
const GREATER = 62
const SPACE = 32
const SLASH = 47
const BANG = 33
const QUESTION = 63

class SerialisedReader {
  readonly #html: string
  readonly #builder: PageBuilder
  /** Names of the elements that are open; empty for those the builder does not get to see. */
  readonly #open: string[] = []
  /** Where each attribute of the element being opened starts and ends: name, then value. */
  readonly #places: number[] = []
  #attributes = 0
  #at = 0

  constructor(html: string, builder: PageBuilder) {
    this.#html = html
    this.#builder = builder
  }

  read(): void {
    const html = this.#html
    while (this.#at < html.length) {
      if (unitAt(html, this.#at) === LESS) this.#readTag()
      else this.#readText()
    }
  }

  #readText(): void {
    const next = this.#html.indexOf('<', this.#at)
    const end = next < 0 ? this.#html.length : next
    this.#builder.text(plain(this.#html.slice(this.#at, end)))
    this.#at = end
  }

  #readTag(): void {
    const first = unitAt(this.#html, this.#at + 1)
    if (first === SLASH) return this.#readEnd()
    if (first === BANG)
      return this.#skipPast(this.#html.startsWith('--', this.#at + 2) ? '-->' : '>', this.#at + 2)
    if (first === QUESTION) return this.#skipPast('>', this.#at + 2)
    this.#readStart()
  }

  #skipPast(mark: string, from: number): void {
    const found = this.#html.indexOf(mark, from)
    this.#at = found < 0 ? this.#html.length : found + mark.length
  }

  #readStart(): void {
    const html = this.#html
    const from = this.#at + 1
    let at = from
    for (; at < html.length; at++) {
      const code = unitAt(html, at)
      if (code === GREATER || code === SPACE || code === SLASH) break
    }
    const name = html.slice(from, at)
    this.#at = this.#readAttributes(at)
    // Only a page of XML is written with empty elements closed in their own tag.
    const isClosed = unitAt(html, this.#at - 2) === SLASH
    if (this.#builder.full) {
      this.#builder.limit('elements')
      this.#at = html.length
      return
    }
    const isShadow = name === 'template' && this.#attribute(SHADOW) !== null
    if (!isShadow) this.#builder.open(name, this.#attributes > 0 ? this.#attribute : NO_ATTRIBUTES)
    if (isClosed || VOID.has(name)) return isShadow ? undefined : this.#builder.close()
    this.#open.push(isShadow ? `/${name}` : name)
    if (RAW.has(name)) this.#readRaw(name)
  }

  /** Reads ` name="value"` until the tag ends; gives where what follows starts. */
  #readAttributes(from: number): number {
    const html = this.#html
    const places = this.#places
    this.#attributes = 0
    let at = from
    while (unitAt(html, at) === SPACE && unitAt(html, at + 1) !== SLASH) {
      const equals = html.indexOf('="', at + 1)
      const end = equals < 0 ? -1 : html.indexOf('"', equals + 2)
      if (end < 0) return html.length
      if (this.#attributes < ATTRIBUTES) {
        const place = this.#attributes++ * 4
        places[place] = at + 1
        places[place + 1] = equals
        places[place + 2] = equals + 2
        places[place + 3] = end
      }
      at = end + 1
    }
    const end = html.indexOf('>', at)
    return end < 0 ? html.length : end + 1
  }

  readonly #attribute = (name: string): string | null => {
    const places = this.#places
    for (let place = 0; place < this.#attributes * 4; place += 4) {
      const start = places[place] ?? 0
      if ((places[place + 1] ?? 0) - start === name.length && this.#html.startsWith(name, start))
        return plain(this.#html.slice(places[place + 2], places[place + 3]))
    }
    return null
  }

  #readRaw(name: string): void {
    const found = this.#html.indexOf(`</${name}>`, this.#at)
    const end = found < 0 ? this.#html.length : found
    if (end > this.#at) this.#builder.text(this.#html.slice(this.#at, end))
    this.#at = end
  }

  #readEnd(): void {
    const from = this.#at + 2
    this.#skipPast('>', from)
    const name = this.#html.slice(from, this.#at - 1)
    const open = this.#open
    const lowest = Math.max(0, open.length - REACH)
    for (let at = open.length - 1; at >= lowest; at--) {
      if (open[at] !== name && open[at] !== `/${name}`) continue
      while (open.length > at) if (open.pop()?.startsWith('/') === false) this.#builder.close()
      return
    }
  }
}

const ESCAPED = /&(?:amp|lt|gt|quot|nbsp);/g
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&nbsp;', '\u00a0'],
])

const plain = (text: string): string =>
  text.includes('&') ? text.replace(ESCAPED, (escaped) => CHARACTERS.get(escaped) ?? escaped) : text
