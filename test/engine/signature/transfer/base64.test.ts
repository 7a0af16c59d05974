import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../../../src/engine/signature/transfer/base64.ts'

test('writes and reads as RFC 4648 has it', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = toBase64(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64(text)).toEqual(Uint8Array.from(bytes))
    }),
  )
})

test.each(['A', 'AA', 'AAA', 'A===', 'AA=A', '====', 'AAA=AAAA', 'AA-A', 'AAAA\n'])('refuses %j', (text) => {
  expect(fromBase64(text)).toBeNull()
})

test('reads megabytes, and refuses them, without running out of stack', () => {
  const many = 'A'.repeat(8 * 2 ** 20)
  expect(fromBase64(many)?.length).toBe((many.length / 4) * 3)
  expect(fromBase64(`${many.slice(1)}-`)).toBeNull()
})
