import { ATTRIBUTE_NAMES, attributesOf } from '../../engine/page/attributes.ts'
import { BOUNDS } from '../../engine/page/bounds.ts'
import type { Limit } from '../../engine/page/observation.ts'
import { TAPE_BOUND, TapeWriter } from '../../engine/page/tape.ts'

/** Milliseconds after which the walk ends, whatever is left of the page. */
const TIME_BOUND = 150
/** The clock is read once in this many elements. */
const TICK = 1024
/** Elements that may hold a shadow tree besides custom ones (DOM standard, "valid shadow host name"). */
const SHADOW_HOSTS = /^(?:article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/

/** Gives the shadow root of an element, closed ones too, where the browser lets an extension see it. */
export type ShadowReader = (host: Element) => ShadowRoot | null

export interface Walked {
  tape: string
  limits: Limit[]
}

/**
 * Writes the live document down in document order, once. No class lists, no computed styles, no layout, no thought:
 * only names, attributes and texts as written.
 */
export function walkDocument(document: Document, shadowOf: ShadowReader): Walked {
  const walk = new Walk(shadowOf)
  if (document.documentElement !== null) walk.element(document.documentElement)
  return { tape: walk.tape.finish(), limits: walk.limits }
}

class Walk {
  readonly tape = new TapeWriter()
  readonly limits: Limit[] = []
  readonly #end = performance.now() + TIME_BOUND
  #elements = 0
  #isOver = false

  constructor(readonly shadowOf: ShadowReader) {}

  /** Iterative, for pages are nested as deep as their authors like. */
  element(root: Element): void {
    let node: Node | null = root
    while (node !== null && !this.#isOver) {
      if (isElement(node)) {
        this.#open(node)
        const child: Node | null = isUnread(node) ? null : node.firstChild
        if (child !== null) {
          node = child
          continue
        }
        this.tape.close()
      } else if (node.nodeType === Node.TEXT_NODE) this.tape.text(node.nodeValue ?? '')
      while (node !== null && node !== root && node.nextSibling === null) {
        node = node.parentNode
        if (node !== null) this.tape.close()
      }
      node = node === null || node === root ? null : node.nextSibling
    }
  }

  #open(element: Element): void {
    const tag = element.localName
    this.tape.open(tag)
    if (element.hasAttributes()) {
      for (const name of attributesOf(tag)) {
        const value = element.getAttribute(name)
        if (value !== null) this.tape.attribute(INDEX.get(name) ?? 0, value)
      }
    }
    this.#shadow(element, tag)
    if (++this.#elements % TICK === 0) this.#checkBounds()
  }

  #checkBounds(): void {
    if (performance.now() > this.#end) this.#stop('time')
    else if (this.#elements > BOUNDS.elements) this.#stop('elements')
    else if (this.tape.length > TAPE_BOUND / 2) this.#stop('bytes')
  }

  #stop(limit: Limit): void {
    this.#isOver = true
    this.limits.push(limit)
  }

  /** What stands in a shadow tree is shown in its host's place. */
  #shadow(host: Element, tag: string): void {
    if (!tag.includes('-') && (host.firstElementChild !== null || !SHADOW_HOSTS.test(tag))) return
    const shadow = this.shadowOf(host)
    if (shadow === null) return
    for (const child of shadow.childNodes) {
      if (isElement(child)) this.element(child)
      else if (child.nodeType === Node.TEXT_NODE) this.tape.text(child.nodeValue ?? '')
    }
  }
}

const INDEX = new Map(ATTRIBUTE_NAMES.map((name, index) => [name, index]))

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE

/** Code from elsewhere and data are no text: only their attributes are of interest. */
const isUnread = (element: Element): boolean =>
  element.localName === 'script' &&
  (element.hasAttribute('src') || (element.textContent?.length ?? 0) > BOUNDS.script)
