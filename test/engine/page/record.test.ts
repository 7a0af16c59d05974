import { expect, test } from 'vitest'
import { RECORD_VERSION } from '../../../src/engine/page/page-record.ts'
import { observeRecord } from '../../../src/engine/page/record.ts'

const record = {
  version: RECORD_VERSION,
  url: 'https://news.example/a?b#c',
  status: 200,
  at: 1,
  html: `<p>${'x'.repeat(40_000)}</p>`,
  view: null,
  limits: [],
}

test('a record gives the observation of its page', () => {
  const observed = observeRecord(record)
  expect(observed.ok && observed.value).toMatchObject({
    url: 'https://news.example/a',
    counts: { text: 40_000 },
    limits: [],
  })
})

test('what was cut on the page is not forgotten', () => {
  const observed = observeRecord({ ...record, limits: ['bytes'] })
  expect(observed.ok && observed.value.limits).toEqual(['bytes'])
})

test.each([
  ['url', 'about:blank'],
  ['status', -1],
  ['html', 7],
  ['limits', ['none']],
  ['view', {}],
  ['version', 0],
])('a record with a bad %s is refused by name', (field, value) => {
  expect(observeRecord({ ...record, [field]: value })).toEqual({
    ok: false,
    error: expect.stringContaining(field),
  })
})

test('something else altogether is refused', () => {
  expect(observeRecord(null).ok).toBe(false)
})
