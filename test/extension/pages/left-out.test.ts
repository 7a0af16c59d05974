import { expect, it } from 'vitest'
import type { Report } from '../../../src/engine/report/report.ts'
import { leftOut } from '../../../src/extension/pages/report/left-out.ts'

const report: Report = {
  version: 1,
  id: '11111111-1111-4111-8111-111111111111',
  kind: 'defaced',
  url: 'https://www.courier.example/',
  at: 0,
  verdict: { kind: 'defaced', points: 9, fingerprint: 'abcd1234' },
  signs: [{ sign: 'claim', bits: 3.7, words: ['hacked by nobody'] }],
  sketch: { text: [1, 2], structure: [3] },
  note: 'Seen at breakfast.',
  screenshot: '',
}

it('keeps everything that the reader lets go', () => {
  expect(leftOut(report, { signs: true, sketch: true })).toEqual(report)
})

it('keeps back words and numbers, each for itself', () => {
  expect(leftOut(report, { signs: false, sketch: true })).toEqual({ ...report, signs: [] })
  expect(leftOut(report, { signs: true, sketch: false })).toEqual({
    ...report,
    sketch: { text: [], structure: [] },
  })
})
