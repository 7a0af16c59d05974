import { describe, expect, it } from 'vitest'
import { spanOf } from '../../../src/cli/owner/span.ts'

const NOW = Date.UTC(2027, 0, 1)

describe('the span of a change', () => {
  it('is between two days, or times of them', () => {
    expect(spanOf('2027-01-04/2027-01-06', NOW)).toEqual({
      from: Date.UTC(2027, 0, 4),
      until: Date.UTC(2027, 0, 6),
    })
    expect(spanOf('2027-01-04T06:00Z/2027-01-04T08:30:15+01:00', NOW)).toEqual({
      from: Date.UTC(2027, 0, 4, 6),
      until: Date.UTC(2027, 0, 4, 7, 30, 15),
    })
    expect(spanOf('2028-02-28/2028-02-29', NOW).until).toBe(Date.UTC(2028, 1, 29))
    // It may have begun.
    expect(spanOf('2026-12-01/2027-01-02', NOW).from).toBe(Date.UTC(2026, 11, 1))
  })

  it('is never of a day that does not exist', () => {
    for (const day of ['2027-02-30', '2027-02-29', '2027-04-31', '2027-13-01', '2027-01-00'])
      expect(() => spanOf(`${day}T06:00Z/2028-03-05`, NOW)).toThrow(
        `--change: there is no day ${day}; name the one that you mean.`,
      )
  })

  it('is not guessed out of what else could be a time', () => {
    for (const text of [
      '5/7',
      '2027/2028',
      '2027-01/2027-02',
      '4 Jan 2027/6 Jan 2027',
      '01-04-2027/01-06-2027',
      '2027-01-04T25:00Z/2027-01-06',
      '1969-12-31/2027-01-06',
      '2027-01-04T24:00Z/2027-01-06',
      '2027-01-04',
      '2027-01-04/',
      '2027-01-04/2027-01-05/2027-01-06',
      '2027-01-06/2027-01-04',
      '2027-01-04/2027-01-04',
    ])
      expect(() => spanOf(text, NOW)).toThrow(
        /^--change takes two times with a slash between, the earlier first, such as .+, not ".+"\.$/,
      )
  })

  it('is not over', () => {
    expect(() => spanOf('2026-12-01/2027-01-01', NOW)).toThrow(
      '--change 2026-12-01/2027-01-01 is over already; name a time that is still to come.',
    )
  })
})
