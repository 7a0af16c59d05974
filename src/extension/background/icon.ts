import browser, { type Action } from 'webextension-polyfill'
import type { VerdictKind } from '../../engine/verdict/verdict.ts'

/** Pixels, by side length in pixels; browsers take the one that fits the screen. */
export type IconPixels = Record<string, Action.ImageDataType>

const SIZES = [16, 32] as const

/** The interface's own type of pixels is open to further fields. */
const NOTHING_MORE: Record<string, unknown> = {}

const drawn = new Map<VerdictKind, Promise<IconPixels>>()

/**
 * The icon of a verdict as pixels, drawn once in a worker's life. Given a path instead, the browser fetches and decodes
 * both files at every look, which takes the worker longer than judging the page.
 */
export function iconPixels(kind: VerdictKind): Promise<IconPixels> {
  const known = drawn.get(kind)
  if (known !== undefined) return known
  const made = draw(kind)
  drawn.set(kind, made)
  // What failed once is tried again with the next page.
  made.catch(() => drawn.delete(kind))
  return made
}

async function draw(kind: VerdictKind): Promise<IconPixels> {
  const pixels: IconPixels = {}
  for (const size of SIZES) pixels[size] = await pixelsOf(iconPath(kind, size), size)
  return pixels
}

async function pixelsOf(path: string, size: number): Promise<Action.ImageDataType> {
  const image = await createImageBitmap(await (await fetch(browser.runtime.getURL(path))).blob())
  const context = new OffscreenCanvas(size, size).getContext('2d')
  if (context === null) throw new Error(`The icon ${path} cannot be drawn here; the icon stays as it was.`)
  context.drawImage(image, 0, 0)
  return Object.assign(context.getImageData(0, 0, size, size), NOTHING_MORE)
}

/** The file of a verdict's icon. */
export const iconPath = (kind: VerdictKind, size: number): string => `/icons/${kind}-${size}.png`
