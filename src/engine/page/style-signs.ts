import type { Look } from './observation.ts'

/** What an inline style does to its element, as bits. */
export const STYLED = {
  hidden: 1,
  large: 2,
  overlay: 4,
  dark: 8,
  light: 16,
  neon: 32,
  cover: 64,
  above: 128,
  /** As wide and as high as what it lies over. */
  whole: 256,
  /** Where no reader looks: off the screen, clipped to nothing, in no colour. No script is needed to keep it there. */
  outside: 512,
  /** Letters from right to left, whatever they are. */
  turned: 1024,
  /** Whole, and painted in a colour that nothing shines through. */
  solid: 2048,
} as const

const HIDDEN =
  /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0?\.?0*\s*(?:;|!|$)|font-size\s*:\s*0(?:px|em|pt|rem|%)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{4,}px)/i
const OUTSIDE =
  /(?:^|[;\s])(?:(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{4,}(?:px|em|rem|%)|transform\s*:[^;]*translate[xy]?\(\s*-\d{4,}px|clip\s*:\s*rect\(\s*([01])(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?\s*\)|clip-path\s*:\s*inset\(\s*(?:50|100)%\s*\))/i
const CLEAR = /(?:^|[;\s])color\s*:\s*(?:transparent|rgba\([^)]*,\s*0?\.?0+\s*\))/i
const CLEAR_ANYWAY = /text-shadow|text-stroke|text-fill|background-clip|animation|transition/i
const DOT = /(?:^|[;\s])(?:width|height)\s*:\s*[01]px/i
const CUT = /overflow\s*:\s*(?:hidden|clip)/i
const TURNED = /unicode-bidi\s*:\s*(?:bidi-override|isolate-override)/i
const RIGHT_TO_LEFT = /direction\s*:\s*rtl/i
/** Declarations that can put a text out of sight have one of these words in them. */
const MAY_HIDE = /-\d{4}|clip|transparent|rgba|overflow|bidi/i
const FIXED = /(?:^|[;\s])position\s*:\s*(?:fixed|absolute)/i
/** Fixed to the screen, or lifted over whatever else there is; a player that fills its own box is neither. */
const ABOVE = /(?:^|[;\s])(?:position\s*:\s*fixed|z-index\s*:\s*[1-9]\d{2,})/i
const COVER = /(?:^|[;\s])(?:width|height|inset|min-height|min-width)\s*:\s*(?:100(?:%|vh|vw)|0\s*(?:;|$))/i
const WIDE = /(?:^|[;\s])(?:min-)?width\s*:\s*100(?:%|vw)/i
const HIGH = /(?:^|[;\s])(?:min-)?height\s*:\s*100(?:%|[dls]?vh)/i
const INSET = /(?:^|[;\s])inset\s*:\s*0(?:px|%)?\s*(?:;|!|$)/i
const EDGES = [
  /(?:^|[;\s])top\s*:\s*0/i,
  /(?:^|[;\s])left\s*:\s*0/i,
  /(?:^|[;\s])right\s*:\s*0/i,
  /(?:^|[;\s])bottom\s*:\s*0/i,
]
const FONT_SIZE = /(?:^|[;\s])font-size\s*:\s*(\d*\.?\d+)\s*(px|pt|em|rem|vw|vh|%)/i
const BACKGROUND = /(?:^|[;\s{])background(?:-color)?\s*:\s*([^;}]*)/i
const PICTURE = /url\(|gradient/i
/** A colour whose fourth part is less than the whole. */
const SHEER =
  /rgba?\(\s*[^,\s/)]+[\s,]+[^,\s/)]+[\s,]+[^,\s/)]+\s*[,/]\s*(?:0|0?\.\d+|\d{1,2}(?:\.\d+)?%)\s*\)|#(?:[0-9a-f]{6}(?!ff)[0-9a-f]{2}|[0-9a-f]{3}(?!f)[0-9a-f])\b/i
const FADED = /(?:^|[;\s])opacity\s*:\s*(?:0|0?\.\d+|\d{1,2}%)\s*(?:;|!|$)/i
/** Under all else: a ground that the page stands on. */
const BELOW = /(?:^|[;\s])z-index\s*:\s*-/i
const COLOUR = /(?:^|[;\s{])color\s*:\s*([^;}]*)/i
const LARGE_FROM: Record<string, number> = { px: 28, pt: 21, em: 1.9, rem: 1.9, vw: 3, vh: 4, '%': 190 }

/** What declarations do to where an element is, and whether it is seen. */
export function layoutBits(style: string): number {
  let bits = 0
  if (HIDDEN.test(style)) bits |= STYLED.hidden
  if (FIXED.test(style)) bits |= STYLED.overlay
  if (COVER.test(style)) bits |= STYLED.cover
  if (ABOVE.test(style)) bits |= STYLED.above
  if (bits & STYLED.overlay && isWhole(style))
    bits |= isSolid(style) ? STYLED.whole | STYLED.solid : STYLED.whole
  if (!MAY_HIDE.test(style)) return bits
  if (OUTSIDE.test(style) || (DOT.test(style) && CUT.test(style))) bits |= STYLED.outside
  if (CLEAR.test(style) && !CLEAR_ANYWAY.test(style)) bits |= STYLED.outside
  if (TURNED.test(style) && RIGHT_TO_LEFT.test(style)) bits |= STYLED.turned
  return bits
}

const isWhole = (style: string): boolean =>
  (WIDE.test(style) && HIGH.test(style)) || INSET.test(style) || EDGES.every((edge) => edge.test(style))

/** A background of one colour, which is not a picture and has nothing of what lies under it. */
function isSolid(style: string): boolean {
  const value = BACKGROUND.exec(style)?.[1]
  if (value === undefined || PICTURE.test(style) || SHEER.test(value)) return false
  if (FADED.test(style) || BELOW.test(style)) return false
  return readColour(value) !== null
}

export function inlineStyleBits(style: string): number {
  let bits = layoutBits(style)
  const size = FONT_SIZE.exec(style)
  if (
    size !== null &&
    Number(size[1]) >= (LARGE_FROM[size[2]?.toLowerCase() ?? ''] ?? Number.POSITIVE_INFINITY)
  )
    bits |= STYLED.large
  const shade = backgroundShade(style)
  if (shade !== 'unknown') bits |= shade === 'dark' ? STYLED.dark : STYLED.light
  const colour = COLOUR.exec(style)?.[1]
  if (colour !== undefined && isNeon(colour)) bits |= STYLED.neon
  return bits
}

/** Background of the whole page as a style element writes it, and how often it uses a neon colour. */
export function styleSheetLook(css: string): Look {
  let background: Look['background'] = 'unknown'
  for (const rule of css.matchAll(/(?:^|[\s},;>])(?:html|body)\b[^{}<]{0,80}\{([^{}]{0,2000})\}/gi)) {
    const shade = backgroundShade(rule[1] ?? '')
    if (shade !== 'unknown') background = shade
  }
  let neon = 0
  for (const colour of css.matchAll(/[;{\s]color\s*:\s*([^;}]{1,40})/gi)) if (isNeon(colour[1] ?? '')) neon++
  return { background, neon }
}

function backgroundShade(declarations: string): Look['background'] {
  const value = BACKGROUND.exec(declarations)?.[1]
  return value === undefined ? 'unknown' : colourShade(value)
}

/** Whether a colour as written is nearly black, or nearly white; pictures and gradients are unknown. */
export function colourShade(value: string): Look['background'] {
  const rgb = readColour(value)
  if (rgb === null) return 'unknown'
  const luminance = (0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]) / 255
  if (luminance < 0.15) return 'dark'
  return luminance > 0.6 ? 'light' : 'unknown'
}

/** Lime, red, cyan, yellow or magenta at full strength: the colours of a terminal in a film. */
export function isNeon(value: string): boolean {
  const rgb = readColour(value)
  return rgb !== null && Math.max(...rgb) >= 220 && Math.min(...rgb) <= 60
}

const NAMED = new Map<string, readonly [number, number, number]>([
  ['black', [0, 0, 0]],
  ['white', [255, 255, 255]],
  ['lime', [0, 255, 0]],
  ['red', [255, 0, 0]],
  ['cyan', [0, 255, 255]],
  ['aqua', [0, 255, 255]],
  ['yellow', [255, 255, 0]],
  ['green', [0, 128, 0]],
  ['darkred', [139, 0, 0]],
  ['magenta', [255, 0, 255]],
  ['fuchsia', [255, 0, 255]],
  ['springgreen', [0, 255, 127]],
  ['greenyellow', [173, 255, 47]],
])

export function readColour(value: string): readonly [number, number, number] | null {
  const hex = /#([0-9a-f]{6}|[0-9a-f]{3})\b/i.exec(value)?.[1]
  if (hex !== undefined) {
    const step = hex.length / 3
    const part = (i: number) => {
      const digits = hex.slice(i * step, (i + 1) * step)
      return Number.parseInt(step === 1 ? digits + digits : digits, 16)
    }
    return [part(0), part(1), part(2)]
  }
  const rgb = /rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})/i.exec(value)
  if (rgb !== null) return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])]
  const name = /^\s*([a-z]+)/i.exec(value)?.[1]?.toLowerCase()
  return name === undefined ? null : (NAMED.get(name) ?? null)
}
