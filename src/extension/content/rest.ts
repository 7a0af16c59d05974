/** The page is at rest when nothing was added or removed for so long, in milliseconds … */
const QUIET = 700
/** … and is taken to be as much at rest as it will ever be after so long. */
const PATIENCE = 4_000
/** Nodes that come or go make a large change from here on. */
const LARGE = 50

/**
 * Counts what changes in the page and says when it has come to rest. Between looks this is all that runs: additions
 * in the observer's callback, and one timer while somebody waits.
 */
export class Rest {
  #changes = 0
  #lastChange = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #observer = new MutationObserver((records) => this.#count(records))

  /** `onLarge` is called once for each time that a large change has come together. */
  constructor(readonly onLarge: () => void) {}

  /** Starts to count anew. */
  watch(): void {
    this.#changes = 0
    this.#observer.observe(document, { childList: true, subtree: true })
  }

  stop(): void {
    this.#observer.disconnect()
    clearTimeout(this.#timer)
  }

  get isLarge(): boolean {
    return this.#changes >= LARGE
  }

  /** Calls back once the page has loaded and come to rest, but not before `delay` milliseconds. A new wait replaces the last. */
  wait(delay: number, done: () => void): void {
    const start = performance.now() + delay
    const poll = () => {
      const now = performance.now()
      const isQuiet = document.readyState === 'complete' && now - Math.max(this.#lastChange, start) >= QUIET
      if (isQuiet || now - start >= PATIENCE) done()
      else this.#timer = setTimeout(poll, QUIET)
    }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(poll, delay + QUIET)
  }

  #count(records: readonly MutationRecord[]): void {
    const wasLarge = this.isLarge
    for (const { target, addedNodes, removedNodes } of records) {
      this.#changes += addedNodes.length + removedNodes.length
      // One node can be a whole page: what is taken out of the top of the tree counts as large.
      if (isTop(target) && isWhole(removedNodes)) this.#changes += LARGE
    }
    this.#lastChange = performance.now()
    if (this.isLarge && !wasLarge) this.onLarge()
  }
}

/** The document, its root, or what stands right under that: head and body. */
const isTop = (node: Node): boolean =>
  node === document || node.parentNode === document || node.parentNode?.parentNode === document

/** Whether something with content of its own went, and not only a script or a style that has done its work. */
const isWhole = (nodes: NodeList): boolean =>
  [...nodes].some((node) => node instanceof Element && node.firstElementChild !== null)
