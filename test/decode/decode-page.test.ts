import { describe, expect, test } from 'vitest'
import { decodePage } from '../../src/decode/decode-page.ts'
import { observeHtml } from '../../src/engine/page/html.ts'
import { shippedPatterns } from '../../src/engine/patterns/shipped.ts'
import { judge } from '../../src/engine/verdict/judge.ts'
import { shippedWeights } from '../../src/engine/verdict/weights.ts'

const patterns = shippedPatterns()

/** Bytes of a text in an old encoding, by trying what every one and two of them mean. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding)
  const table = new Map<string, number[]>()
  for (let byte = 0; byte < 256; byte++) table.set(decoder.decode(Uint8Array.of(byte)), [byte])
  if (encoding === 'gbk')
    for (let lead = 0x81; lead < 0xff; lead++)
      for (let trail = 0x40; trail < 0xff; trail++)
        table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  return Uint8Array.from(
    [...text].flatMap((letter) => {
      const bytes = table.get(letter)
      if (bytes === undefined) throw new Error(`"${letter}" cannot be written in ${encoding}.`)
      return bytes
    }),
  )
}

const page = (head: string, title: string, lines: readonly string[]) =>
  `<html><head>${head}<title>${title}</title></head><body bgcolor="black"><center><h1>${title}</h1>${lines.map((line) => `<p>${line}</p>`).join('')}</center></body></html>`

/** Defacements in our own words, in the encodings that such pages are commonly written in. */
const PAGES = [
  [
    'gbk',
    '本网站已被黑客入侵',
    ['管理员，你的网站安全性太差了，请尽快修复漏洞', '我们无处不在，中国红客联盟到此一游'],
  ],
  [
    'windows-1254',
    'Bu site hacklenmiştir',
    [
      'Sayın yönetici, güvenliğiniz çok düşük, açığınızı kapatın',
      'Türk hacker takımı buradaydı, şehitlerimizin anısına saygıyla',
    ],
  ],
  [
    'windows-1256',
    'تم اختراق الموقع',
    ['إلى مدير الموقع: الحماية عندك ضعيفة جدا', 'لقد تم اختراق هذا الموقع من قبل فريق الهاكرز العرب'],
  ],
  [
    'windows-1251',
    'Сайт взломан',
    ['Привет админ, ваша защита очень слабая', 'Этот сайт был взломан группой хакеров, мы вернемся'],
  ],
] as const

const verdictOf = (html: string) =>
  judge({
    observation: observeHtml(html, { url: 'https://www.lemonde.fr/', status: 200, at: 0 }),
    site: null,
    patterns,
    weights: shippedWeights,
  }).kind

describe.each(PAGES)('a page in %s', (encoding, title, lines) => {
  const FLAGGED = ['suspect', 'defaced']

  test('is caught when it is declared', () => {
    const html = decodePage(encode(page(`<meta charset="${encoding}">`, title, lines), encoding))
    expect(html).toContain(title)
    expect(FLAGGED).toContain(verdictOf(html))
  })

  test('is read as it was meant when nothing is declared', () => {
    const html = decodePage(encode(page('', title, lines), encoding))
    expect(html).toContain(title)
    expect(FLAGGED).toContain(verdictOf(html))
  })

  test.skipIf(encoding === 'gbk')('is caught where a browser reads it as Western', () => {
    const html = new TextDecoder('windows-1252').decode(encode(page('', title, lines), encoding))
    expect(html).not.toContain(title)
    expect(FLAGGED).toContain(verdictOf(html))
  })

  test('is read as a browser does, letters lost, where it says that it is UTF-8', () => {
    const bytes = encode(page('<meta charset="utf-8">', title, lines), encoding)
    expect(decodePage(bytes)).toBe(new TextDecoder('utf-8').decode(bytes))
  })

  test('in UTF-8 is caught where a browser reads it as Western', () => {
    const bytes = new TextEncoder().encode(page('', title, lines))
    expect(decodePage(bytes)).toContain(title)
    expect(FLAGGED).toContain(verdictOf(new TextDecoder('windows-1252').decode(bytes)))
  })
})

test('what can be read as UTF-8 is, whatever it declares, and a mark at the beginning wins', () => {
  const bytes = new TextEncoder().encode('<meta charset="gbk"><p>déjà vu</p>')
  expect(decodePage(bytes)).toContain('déjà vu')
  expect(decodePage(Uint8Array.of(0xff, 0xfe, 0x41, 0x00))).toBe('A')
})

test('an encoding that nobody knows is not the end', () => {
  expect(decodePage(Uint8Array.from([...Buffer.from('<meta charset="x-odd">'), 0xe9]))).toContain('x-odd')
})

test('a page of nothing but beginnings of tags keeps nobody waiting', () => {
  for (const part of ['<', '<script', '<script>', '</style']) {
    const bytes = Uint8Array.from([0xff, ...Buffer.from(part.repeat(2_000_000 / part.length))])
    expect(decodePage(bytes).length).toBe(bytes.length)
  }
})
