import { describe, expect, it } from 'vitest'
import { encodingsOf, toldEncoding } from '../../../src/engine/page/encodings.ts'

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const labels = (page: Uint8Array, told: string | null = null) =>
  encodingsOf(page, told).map(({ label }) => label)

describe('the encodings a page may be in', () => {
  it('are only the one that a mark at the beginning names', () => {
    expect(labels(bytes('\xef\xbb\xbf<meta charset=gbk>'), 'windows-1256')).toEqual(['utf-8'])
    expect(labels(bytes('\xff\xfe<\x00'))).toEqual(['utf-16le'])
  })

  it('are what the server told, then UTF-8 where all of it is, then what the page declares', () => {
    const page = bytes('<html><head><meta http-equiv="Content-Type" content="text/html; charset=GBK">')
    expect(labels(page, 'windows-1256')).toEqual(['windows-1256', 'utf-8', 'GBK'])
    expect(labels(page)).toEqual(['utf-8', 'GBK'])
    expect(encodingsOf(page, null).map(({ isStrict }) => isStrict)).toEqual([true, false])
  })

  it('are not read out of a page’s middle', () => {
    expect(labels(bytes(`${' '.repeat(2_000)}<meta charset=gbk>`))).toEqual(['utf-8'])
  })
})

it.each([
  ['text/html; charset=utf-8', 'utf-8'],
  ['text/html;charset="windows-1254"', 'windows-1254'],
  ['text/html', null],
  [null, null],
])('a server that says %s tells %s', (header, label) => {
  expect(toldEncoding(header)).toBe(label)
})
