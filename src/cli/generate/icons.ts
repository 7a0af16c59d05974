/**
 * Draws the PNGs that browsers ask for from the SVGs in icons/. Run by `npm run generate`; a test checks that they
 * are current. The renderer is WebAssembly, so that every machine draws the same bytes.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

export const ICONS = fileURLToPath(new URL('../../../icons', import.meta.url))

/** Toolbar at one and two pixels a point, list of extensions, store and warning page. */
export const ICON_SIZES = [16, 32, 48, 128] as const

export interface Icon {
  /** Name inside icons/. */
  file: string
  png: Uint8Array
}

/** Every drawing at every size. */
export async function iconFiles(): Promise<Icon[]> {
  await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
  const drawings = readdirSync(ICONS).filter((file) => file.endsWith('.svg'))
  return drawings.sort().flatMap((drawing) => {
    const svg = readFileSync(join(ICONS, drawing), 'utf8')
    return ICON_SIZES.map((size) => ({
      file: drawing.replace(/\.svg$/, `-${size}.png`),
      png: render(svg, size),
    }))
  })
}

const render = (svg: string, size: number): Uint8Array =>
  new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng()
