import type { PageBuilder } from '../../engine/page/builder.ts'

/** Milliseconds after which the walk ends, whatever is left of the page. */
const TIME_BOUND = 150
/** The clock is read once in this many elements. */
const TICK = 1024
/** Elements that may hold a shadow tree besides custom ones (DOM standard, "valid shadow host name"). */
const SHADOW_HOSTS = /^(?:article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/

/** Gives the shadow root of an element, closed ones too, where the browser lets an extension see it. */
export type ShadowReader = (host: Element) => ShadowRoot | null

/**
 * Feeds the live document to the builder in document order, once. No class lists, no computed styles, no layout:
 * only names and attributes as written.
 */
export function walkDocument(document: Document, builder: PageBuilder, shadowOf: ShadowReader): void {
  const root = document.documentElement
  if (root !== null) new Walk(builder, shadowOf).element(root)
}

class Walk {
  readonly #end = performance.now() + TIME_BOUND
  readonly #read = (name: string): string | null => this.#current?.getAttribute(name) ?? null
  #current: Element | null = null
  #count = 0

  constructor(
    readonly builder: PageBuilder,
    readonly shadowOf: ShadowReader,
  ) {}

  /** Iterative, for pages are nested as deep as their authors like. */
  element(root: Element): void {
    let node: Node | null = root
    let isOver = false
    while (node !== null && !isOver) {
      if (isElement(node)) {
        isOver = this.#open(node)
        if (node.firstChild !== null) {
          node = node.firstChild
          continue
        }
        this.builder.close()
      } else if (node.nodeType === Node.TEXT_NODE) this.builder.text(node.nodeValue ?? '')
      while (node !== null && node !== root && node.nextSibling === null) {
        node = node.parentNode
        if (node !== null) this.builder.close()
      }
      node = node === null || node === root ? null : node.nextSibling
    }
  }

  /** Whether the walk is over. */
  #open(element: Element): boolean {
    this.#current = element
    this.builder.open(element.localName, this.#read)
    this.#shadow(element)
    if (++this.#count % TICK !== 0) return false
    if (this.builder.full) this.builder.limit('elements')
    const isLate = performance.now() > this.#end
    if (isLate) this.builder.limit('time')
    return isLate || this.builder.full
  }

  /** What stands in a shadow tree is shown in its host's place. */
  #shadow(host: Element): void {
    const name = host.localName
    if (!name.includes('-') && (host.firstElementChild !== null || !SHADOW_HOSTS.test(name))) return
    const shadow = this.shadowOf(host)
    if (shadow === null) return
    for (const child of shadow.childNodes) {
      if (isElement(child)) this.element(child)
      else if (child.nodeType === Node.TEXT_NODE) this.builder.text(child.nodeValue ?? '')
    }
  }
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE
