import { readColour } from './style-signs.ts'

/** Colours of a text and of the ground it stands on, as one number each; -1 where that is not known. */
export interface Paint {
  /** Null where it is not spoken of. */
  ink: number | null
  ground: number | null
}

export const UNKNOWN = -1
const NOTHING: Paint = { ink: null, ground: null }
const UNTOLD: Paint = { ink: UNKNOWN, ground: UNKNOWN }

const INK = /(?:^|[;\s])color\s*:\s*([^;}]*)/i
const GROUND = /(?:^|[;\s])background(?:-color)?\s*:\s*([^;}]*)/i
/** Letters with a shadow, a line around them or a picture in them are seen whatever their colour. */
const SEEN_ANYWAY = /text-shadow|text-stroke|text-fill|background-clip|background-image|filter|mix-blend/i

/** The colours that an inline style gives; unknown where they are not one plain colour each. */
export function inlinePaint(style: string): Paint {
  if (!/color|background/i.test(style)) return NOTHING
  if (SEEN_ANYWAY.test(style)) return UNTOLD
  const ink = INK.exec(style)?.[1]
  const ground = GROUND.exec(style)?.[1]
  return {
    ink: ink === undefined ? null : colourNumber(ink),
    ground: ground === undefined ? null : colourNumber(ground),
  }
}

/** A colour as a number, where it is one plain and opaque colour. */
export function colourNumber(value: string): number {
  if (/url\(|gradient|rgba|transparent|var\(/i.test(value)) return UNKNOWN
  const rgb = readColour(value)
  return rgb === null ? UNKNOWN : (rgb[0] << 16) | (rgb[1] << 8) | rgb[2]
}
