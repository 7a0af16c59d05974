import type { Paint, View } from '../../engine/page/view.ts'

const COLUMNS = 6
const ROWS = 4
/** Computed styles are read for so many elements at the most. */
const STYLES = 12
/** And so many ancestors up, until one paints a background. */
const CLIMB = 6

/** A page with more links than this is a publication, and its screen tells nothing unless something lies over it. */
const FULL = 60

/**
 * Looks at a grid of points over the first screen. Null where there is no screen, and where a full page shows
 * nothing but itself at the middle of it: the common case costs one point.
 */
export function viewScreen(document: Document): View | null {
  const { innerWidth: width, innerHeight: height } = window
  if (width < 1 || height < 1 || document.body === null) return null
  // Asking for one link, and not for their number, spares a walk over all of the page.
  const isFull = document.links.item(FULL) !== null
  if (isFull && !isCovered(document.elementFromPoint(width / 2, height / 2))) return null
  const paints: Record<Paint, number> = { nothing: 0, text: 0, image: 0, frame: 0, media: 0, canvas: 0 }
  const hits = new Map<Element, number>()
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const x = ((column + 0.5) * width) / COLUMNS
      const y = ((row + 0.5) * height) / ROWS
      const element = document.elementFromPoint(x, y)
      paints[element === null ? 'nothing' : paintOf(element)]++
      if (element !== null) hits.set(element, (hits.get(element) ?? 0) + 1)
    }
  }
  return { width, height, settled: document.readyState === 'complete', ...summarise(paints, hits) }
}

function summarise(paints: Record<Paint, number>, hits: ReadonlyMap<Element, number>) {
  const total = COLUMNS * ROWS
  const share = (count: number) => Math.round((count / total) * 1000) / 1000
  const backgrounds = new Backgrounds()
  let overlay = 0
  let dark = 0
  let image = 0
  for (const [element, count] of hits) {
    const { isOver, isDark } = backgrounds.of(element)
    if (isOver) overlay += count
    if (isDark) dark += count
    if (paintOf(element) === 'image') image = Math.max(image, count)
  }
  return {
    paints: {
      nothing: share(paints.nothing),
      text: share(paints.text),
      image: share(paints.image),
      frame: share(paints.frame),
      media: share(paints.media),
      canvas: share(paints.canvas),
    },
    overlay: share(overlay),
    frame: share(paints.frame),
    image: share(image),
    dark: share(dark),
  }
}

/** Whether a point is a frame's, or lies on something fixed over the page. */
function isCovered(element: Element | null): boolean {
  if (element === null) return false
  if (paintOf(element) === 'frame') return true
  for (let at: Element | null = element, step = 0; at !== null && step < CLIMB; at = parentOf(at), step++)
    if (getComputedStyle(at).position === 'fixed') return true
  return false
}

function paintOf(element: Element): Paint {
  switch (element.localName) {
    case 'html':
    case 'body':
      return 'nothing'
    case 'img':
    case 'picture':
    case 'svg':
    case 'image':
      return 'image'
    case 'iframe':
    case 'frame':
    case 'object':
    case 'embed':
      return 'frame'
    case 'video':
    case 'audio':
      return 'media'
    case 'canvas':
      return 'canvas'
    default:
      return 'text'
  }
}

/** Asked of the browser and not of the element: a form whose field is named `parentElement` would give that. */
const parentOf = (element: Element): Element | null => Reflect.get(Node.prototype, 'parentElement', element)

/** Computed styles of a few elements and their ancestors, each read once. */
class Backgrounds {
  #left = STYLES
  readonly #known = new Map<Element, { isOver: boolean; isDark: boolean | null }>()

  of(element: Element): { isOver: boolean; isDark: boolean } {
    let isOver = false
    let isDark: boolean | null = null
    let at: Element | null = element
    for (let step = 0; at !== null && step < CLIMB; step++, at = parentOf(at)) {
      const style = this.#read(at)
      if (style === null) break
      isOver ||= style.isOver
      isDark ??= style.isDark
    }
    return { isOver, isDark: isDark ?? false }
  }

  #read(element: Element) {
    const known = this.#known.get(element)
    if (known !== undefined) return known
    if (this.#left-- <= 0) return null
    const { position, backgroundColor } = getComputedStyle(element)
    const style = { isOver: position === 'fixed', isDark: darkness(backgroundColor) }
    this.#known.set(element, style)
    return style
  }
}

/** Whether a computed colour is nearly black; null where it is (nearly) transparent. */
function darkness(colour: string): boolean | null {
  const parts = colour.match(/[\d.]+/g)?.map(Number) ?? []
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts
  if (alpha < 0.5) return null
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255 < 0.1
}
