import { expect, test } from 'vitest'
import { isQuoted } from '../../../src/engine/verdict/quoting.ts'

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
