import { expect, it } from 'vitest'
import { COLUMNS, fieldOf, ROWS } from '../../../src/extension/pages/report/picture.ts'

it('leaves no pixel of a picture between its fields, whatever its size', () => {
  for (const [width, height] of [
    [1_280, 800],
    [333, 1_279],
    [7, 3],
    [1, 1],
  ] as const) {
    const covered = new Uint8Array(width * height)
    for (let field = 0; field < COLUMNS * ROWS; field++) {
      const [left, top, across, down] = fieldOf(field, width, height)
      for (let y = top; y < top + down; y++) covered.fill(1, y * width + left, y * width + left + across)
    }
    expect(covered.every((one) => one === 1)).toBe(true)
  }
})
