import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ICON_SIZES, ICONS, iconFiles } from '../../../src/cli/generate/icons.ts'
import { VERDICT_KINDS } from '../../../src/engine/verdict/verdict.ts'

const wanted = ['masthead', ...VERDICT_KINDS].sort()
const drawn = await iconFiles()

/** Width and height as a PNG's header gives them. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

describe('the icons', () => {
  it('are one drawing for the extension and one for each verdict', () => {
    const svgs = readdirSync(ICONS).filter((file) => file.endsWith('.svg'))
    expect(svgs.sort()).toEqual(wanted.map((name) => `${name}.svg`))
  })

  it('are there at every size, and no others', () => {
    const pngs = readdirSync(ICONS).filter((file) => file.endsWith('.png'))
    const names = wanted.flatMap((name) => ICON_SIZES.map((size) => `${name}-${size}.png`))
    expect(pngs.sort()).toEqual(names.sort())
  })

  it.each(drawn)('$file is what its drawing gives now', ({ file, png }) => {
    const kept = readFileSync(join(ICONS, file))
    const size = Number(/-(\d+)\.png$/.exec(file)?.[1])
    expect(sizeOf(kept)).toEqual([size, size])
    expect(kept.equals(png), 'run `npm run generate`').toBe(true)
  })
})
