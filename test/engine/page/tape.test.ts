import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ATTRIBUTE_NAMES } from '../../../src/engine/page/attributes.ts'
import { PageBuilder } from '../../../src/engine/page/builder.ts'
import { RECORD_VERSION } from '../../../src/engine/page/page-record.ts'
import { observeRecord } from '../../../src/engine/page/record.ts'
import { playTape, TapeWriter } from '../../../src/engine/page/tape.ts'

const about = { url: 'https://news.example/', status: 200, at: 1 }

type Step = { open: string; attributes: [number, string][] } | { text: string } | 'close'

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    open: fc.constantFrom('div', 'p', 'a', 'title', 'script', 'img', 'svg'),
    attributes: fc.array(fc.tuple(fc.nat(ATTRIBUTE_NAMES.length - 1), fc.string({ unit: 'binary' })), {
      maxLength: 3,
    }),
  }),
  fc.record({ text: fc.string({ unit: 'binary' }) }),
  fc.constant('close' as const),
)

test('a tape plays back as the page it was written from', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const direct = new PageBuilder(about)
      const tape = new TapeWriter()
      for (const one of steps) {
        if (one === 'close') {
          direct.close()
          tape.close()
        } else if ('text' in one) {
          direct.text(one.text)
          tape.text(one.text)
        } else {
          const read = new Map(one.attributes.map(([index, value]) => [ATTRIBUTE_NAMES[index], value]))
          direct.open(one.open, (name) => read.get(name) ?? null)
          tape.open(one.open)
          for (const [index, value] of one.attributes) tape.attribute(index, value)
        }
      }
      const played = new PageBuilder(about)
      expect(playTape(tape.finish(), played)).toEqual({ isWhole: true })
      expect(played.finish()).toEqual(direct.finish())
    }),
  )
})

test('any string at all is played without harm', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (tape) => {
      playTape(tape, new PageBuilder(about))
    }),
  )
})

test('a record is checked field by field', () => {
  const tape = new TapeWriter()
  tape.open('p')
  tape.text('x'.repeat(40_000))
  const record = { version: RECORD_VERSION, ...about, tape: tape.finish(), view: null, limits: [] }
  const observed = observeRecord(record)
  expect(observed.ok && observed.value.counts.text).toBe(40_000)
  for (const [field, value] of [
    ['url', 'about:blank'],
    ['status', -1],
    ['tape', 7],
    ['tape', 'o00'.slice(0, 2)],
    ['limits', ['none']],
    ['view', {}],
    ['version', 0],
  ] as const)
    expect(observeRecord({ ...record, [field]: value }), field).toEqual({
      ok: false,
      error: expect.stringContaining(field),
    })
  expect(observeRecord(null).ok).toBe(false)
})
