import { REPORT_BOUNDS } from '../../../engine/report/report.ts'

/** Pixels of the longer side of a picture that is sent. */
const SIDE = 1_280
/** Fields that can be blacked out, one by one. */
export const COLUMNS = 10
export const ROWS = 8
/** Tried one after another, until the picture is small enough. */
const QUALITIES = [0.8, 0.6, 0.4, 0.2]

/** A picture as the reader sees it, and as it is sent. */
export interface DrawnPicture {
  canvas: HTMLCanvasElement
  data: string
}

/**
 * The picture as it is sent: drawn anew, so that what the file says of place, time and camera stays here, and what is
 * blacked out is not in it any more. Null where it cannot be made small enough.
 */
export function drawPicture(picture: ImageBitmap, covered: ReadonlySet<number>): DrawnPicture | null {
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context === null) return null
  // A JPEG knows no transparency; what shows through is white.
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture, 0, 0, width, height)
  context.fillStyle = 'black'
  for (const field of covered) context.fillRect(...fieldOf(field, width, height))
  const data = QUALITIES.map((quality) => canvas.toDataURL('image/jpeg', quality)).find(
    ({ length }) => length <= REPORT_BOUNDS.screenshot,
  )
  return data === undefined ? null : { canvas, data }
}

/** Where a field lies, in whole pixels outwards, so that no line between two is left to be read. */
export function fieldOf(
  field: number,
  width: number,
  height: number,
): [x: number, y: number, width: number, height: number] {
  const column = field % COLUMNS
  const row = Math.floor(field / COLUMNS)
  const left = Math.floor((column * width) / COLUMNS)
  const top = Math.floor((row * height) / ROWS)
  const right = Math.ceil(((column + 1) * width) / COLUMNS)
  const bottom = Math.ceil(((row + 1) * height) / ROWS)
  return [left, top, right - left, bottom - top]
}
