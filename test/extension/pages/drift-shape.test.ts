import { describe, expect, it } from 'vitest'
import type { PropertyCheck } from '../../../src/extension/messages.ts'
import { driftShape, HEIGHT, WIDTH } from '../../../src/extension/pages/dashboard/drift-shape.ts'

const check = (at: number, match: number | null): PropertyCheck => ({
  at,
  shown: match === null ? 'unavailable' : 'intact',
  match,
  why: match === null ? 'no-answer' : null,
})

describe('the picture of checks over time', () => {
  it('is none before two checks can be told, or where time stands still', () => {
    expect(driftShape([], [])).toBeNull()
    expect(driftShape([check(1, 0.9)], [])).toBeNull()
    expect(driftShape([check(1, null), check(2, 0.9)], [])).toBeNull()
    expect(driftShape([check(1, 0.9), check(1, 0.9)], [])).toBeNull()
  })

  it('is broken where a check could not be told, and says where that was', () => {
    const shape = driftShape([check(0, 1), check(50, null), check(75, 0.5), check(100, 0)], [])
    expect(shape?.lines).toEqual([
      [{ x: 0, y: 0 }],
      [
        { x: WIDTH * 0.75, y: HEIGHT / 2 },
        { x: WIDTH, y: HEIGHT },
      ],
    ])
    expect(shape?.crosses).toEqual([WIDTH / 2])
  })

  it('has incidents in it, those that began before or go on up to its edges, and no others', () => {
    const incident = { id: 'a', lastSeen: 0, hasEvidence: false }
    const checks = [check(1_000, 1), check(2_000, 1)]
    const bands = (firstSeen: number, restoredAt: number | null) =>
      driftShape(checks, [{ ...incident, firstSeen, restoredAt }])?.bands
    expect(bands(500, 1_500)).toEqual([{ from: 0, to: WIDTH / 2 }])
    expect(bands(1_500, null)).toEqual([{ from: WIDTH / 2, to: WIDTH }])
    expect(bands(100, 900)).toEqual([])
    expect(bands(3_000, null)).toEqual([])
  })
})
