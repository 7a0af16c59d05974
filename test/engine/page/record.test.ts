import { expect, test } from 'vitest'
import { RECORD_VERSION } from '../../../src/engine/page/page-record.ts'
import { observeRecord, parseRecord } from '../../../src/engine/page/record.ts'

const sent = {
  version: RECORD_VERSION,
  url: 'https://news.example/a?b#c',
  status: 200,
  at: 1,
  html: `<p>${'x'.repeat(40_000)}</p>`,
  view: null,
  limits: [],
}

function observed(value: unknown) {
  const record = parseRecord(value)
  if (!record.ok) throw new Error(record.error)
  return observeRecord(record.value)
}

test('a record gives the observation of its page', () => {
  expect(observed(sent)).toMatchObject({
    url: 'https://news.example/a',
    counts: { text: 40_000 },
    limits: [],
  })
})

test('what was cut on the page is not forgotten', () => {
  expect(observed({ ...sent, limits: ['bytes'] }).limits).toEqual(['bytes'])
})

test.each([
  ['url', 'about:blank'],
  ['status', -1],
  ['html', 7],
  ['limits', ['none']],
  ['view', {}],
  ['version', 0],
])('a record with a bad %s is refused by name', (field, value) => {
  expect(parseRecord({ ...sent, [field]: value })).toEqual({
    ok: false,
    error: expect.stringContaining(field),
  })
})

test('something else altogether is refused', () => {
  expect(parseRecord(null).ok).toBe(false)
})
