import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asMeant } from '../../../src/engine/text/misread.ts'

const misread = (text: string, as = 'windows-1252') =>
  new TextDecoder(as).decode(new TextEncoder().encode(text))

test.each([
  'Überfall auf die Bücherei: „Grüße“ aus Köln',
  'La mairie a été piratée — « rien à voir »',
  'تم اختراق الموقع من قبل',
  'Сайт взломан хакерами',
  '本网站已被黑客入侵',
])('UTF-8 that was read as Western is read again: %s', (text) => {
  expect(misread(text)).not.toBe(text)
  expect(asMeant(misread(text))).toBe(text)
})

test.each([
  'Un café à côté, créée par «LIBERTÉ» hélas',
  'Þjóðin fékk nýja bók í gær á Íslandi',
  'Bu site hacklenmiştir',
  'Čeština není žádný problém, příliš žluťoučký kůň',
  'Công ty đã đăng ký tên miền này',
  'MÜNCHEN ÄÖÜ SÃO PAULO AÇÃO',
  'price €5 – “quoted” … ™',
  '本网站已被黑客入侵',
])('what was read rightly stays: %s', (text) => {
  expect(asMeant(text)).toBe(text)
})

test('Turkish letters that were read as Western are Turkish again', () => {
  expect(asMeant('Bu site hacklenmiþtir, güvenliðiniz sýfýr')).toBe(
    'Bu site hacklenmiştir, güvenliğiniz sıfır',
  )
})

test('any text of ASCII letters stays, and none throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(asMeant(text)).toBe(text)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(asMeant(text).length).toBeLessThanOrEqual(text.length)
    }),
  )
})
