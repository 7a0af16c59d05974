import { expect, test } from 'vitest'
import { isQuoted, isReported } from '../../../src/engine/verdict/quoting.ts'

const asked = (text: string) => {
  const start = text.indexOf('hacked by')
  return isQuoted(text, start, start + 'hacked by'.length)
}

test.each([
  'The page read “hacked by nobody” for an hour.',
  'La page disait « hacked by nobody » pendant une heure.',
  'Auf der Seite stand „hacked by nobody“, hieß es.',
  'Auf der Seite stand »hacked by nobody«, hieß es.',
  'The page read "hacked by nobody" for an hour, "sorry" was next.',
  '「hacked by nobody」とトップページに表示された。',
])('is told as somebody’s words: %s', (text) => expect(asked(text)).toBe(true))

test.each([
  'hacked by nobody',
  '“hacked by nobody”',
  'He said “no”. This page was hacked by nobody.',
  'The “site” was hacked by “nobody” and friends of ours.',
  'It is 5" wide and hacked by nobody at all',
])('is said outright: %s', (text) => expect(asked(text)).toBe(false))

const told = (text: string) => isReported(text, text.toLowerCase().indexOf('hacked by'))

test.each([
  'The museum that got hacked by a picture frame',
  'Breaking. Thousands of accounts hacked by former employee',
  'Le ministère a été hacked by',
])('is told of something else: %s', (text) => expect(told(text)).toBe(true))

test.each([
  'Hacked by nobody',
  'Your site was hacked by nobody',
  'Sorry for this, dear admin, hacked by nobody',
  'Welcome to the end. Hacked by nobody',
  'ALL OF IT IS HACKED BY NOBODY',
  'این صفحه hacked by nobody',
])('is said of this site: %s', (text) => expect(told(text)).toBe(false))
