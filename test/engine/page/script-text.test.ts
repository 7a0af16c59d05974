import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText, rewritesPage, scriptMarkup, scriptWords } from '../../../src/engine/page/script-text.ts'

const MESSAGE = '<h1>Hacked by nobody</h1><p>Votre sécurité &amp; la nôtre</p>'
const TEXT = 'Hacked by nobody Votre sécurité & la nôtre'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const codes = (text: string) => [...text].map((letter) => letter.charCodeAt(0)).join(', ')
const percent = (text: string) =>
  [...text].map((letter) => `%u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')

describe('what a script that rewrites the page will write', () => {
  test.each([
    ['a literal', `document.body.innerHTML = ${JSON.stringify(MESSAGE)}`],
    [
      'escaped letters',
      `document.body.innerHTML='\\x3Ch1\\u003EHacked by nobody<\\/h1> Votre sécurité &amp; la nôtre'`,
    ],
    ['percent signs', `document.write(unescape("${percent(MESSAGE)}"))`],
    ['base 64', `document.documentElement.innerHTML=decodeURIComponent(escape(atob("${base64(MESSAGE)}")))`],
    ['numbers', `document.body.innerHTML=String.fromCharCode(${codes(MESSAGE)})`],
    ['what is added to all the page', `document.body.innerHTML += ${JSON.stringify(MESSAGE)}`],
    ['an address of its own', `location.href = "data:text/html;base64,${base64(MESSAGE)}"`],
  ])('is read from %s', (_, code) => {
    expect(rewritesPage(code)).toBe(true)
    expect(plainText(scriptMarkup(code))).toBe(TEXT)
  })

  test('is nothing where a script adds to the page, or computes its text', () => {
    expect(rewritesPage(`document.querySelector('.clock').innerHTML = "<b>12:30</b> o'clock"`)).toBe(false)
    expect(scriptMarkup('document.body.innerHTML = build(1, 2)')).toBe('')
  })

  test('any code is read without error, and within bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (code) => {
        expect(scriptMarkup(`document.body.innerHTML="${code}"`).length).toBeLessThanOrEqual(16_384)
      }),
    )
    expect(scriptMarkup(`document.body.innerHTML="<p>${'word '.repeat(5_000)}"`).length).toBeLessThanOrEqual(
      16_384,
    )
  })
})

test('mark-up leaves its text', () => {
  expect(plainText('<style>p{}</style><p>One<br>two</p><script>three()</script>&lt;b&gt;')).toBe(
    'One two <b>',
  )
})

test('lines that are typed one after another are read one by one', () => {
  const code = `var lines = "We were here|<!-- x = 1; -->|Sleep well, admin".split("|"); typewriter(lines)`
  expect(scriptWords(code)).toEqual(['We were here', 'Sleep well, admin'])
  expect(scriptWords('var lines = "We were here|x = 1;".split("|")')).toEqual([])
})
