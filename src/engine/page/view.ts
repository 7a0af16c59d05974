import * as v from 'valibot'

/** What is painted at one point of the first screen. */
export const PAINTS = ['nothing', 'text', 'image', 'frame', 'media', 'canvas'] as const
export type Paint = (typeof PAINTS)[number]

/**
 * A grid of points over the first screen, read with cheap calls only.
 * All shares are of the grid's points, 0 to 1.
 */
export interface View {
  /** Width and height of the viewport in CSS pixels. */
  width: number
  height: number
  /** Share of points by what is painted there. */
  paints: Record<Paint, number>
  /** Share of points that lie on one fixed or absolutely placed element over the page. */
  overlay: number
  /** Share of points on one frame. */
  frame: number
  /** Share of points on the largest single image. */
  image: number
  /** Share of points whose background is dark (relative luminance below 0.1). */
  dark: number
  /** Whether the document had finished loading when the look was taken. */
  settled: boolean
}

const pixels = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

export const viewSchema = v.strictObject({
  width: pixels,
  height: pixels,
  paints: v.strictObject(v.entriesFromList(PAINTS, share)),
  overlay: share,
  frame: share,
  image: share,
  dark: share,
  settled: v.boolean(),
})
