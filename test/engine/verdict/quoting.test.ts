import { expect, test } from 'vitest'
import { isQuoted, isReported, quotedLines, tellsMore } from '../../../src/engine/verdict/quoting.ts'

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

const goesOn = (text: string, words: string) => {
  const start = text.indexOf(words)
  return tellsMore(text.replace(words, ' '.repeat(words.length)), start, start + words.length)
}

test.each([
  ['Hacked by a teenager: how the bank lost its data', 'Hacked by'],
  ['Hacked by North Korea? Experts doubt it', 'Hacked by'],
  ['Gehackt von Nordkorea? Fachleute zweifeln', 'Gehackt von'],
  ['Stop the war, say forty Nobel laureates', 'Stop the war'],
  ['In the square thousands shouted: death to the dictator', 'death to the dictator'],
  ['Arrêtez la guerre, demandent quarante prix Nobel', 'Arrêtez la guerre'],
  ['停止战争：四十位诺贝尔奖得主发表公开信', '停止战争'],
])('goes on to tell: %s', (text, words) => expect(goesOn(text, words)).toBe(true))

test.each([
  ['Hacked by Night Owl Team', 'Hacked by'],
  ['Hacked? by Somebody', 'Hacked'],
  ['Hacked by Night Owl: your newsroom is ours', 'Hacked by'],
  ['STOP THE WAR, SAID WE AND NOBODY ELSE', 'STOP THE WAR'],
  ['Stop the war, Mister President', 'Stop the war'],
  ['Piraté par personne : votre sécurité est nulle', 'Piraté par'],
])('says no more than that: %s', (text, words) => expect(goesOn(text, words)).toBe(false))

const lines = (...texts: string[]) => [...quotedLines(texts)]

test.each([
  [
    ['Council site altered', '“Hacked by nobody.', 'Your security is low.”', 'The council said'],
    [1, 2],
  ],
  [
    ['«Piraté par personne', 'Votre sécurité est nulle', 'À bientôt !» .'],
    [0, 1, 2],
  ],
  [
    ['„Gehackt von niemandem', 'Bis bald“'],
    [0, 1],
  ],
  [
    ['”Hackad av ingen', 'Vi ses”'],
    [0, 1],
  ],
  [
    ['『誰もいない', 'また会おう』'],
    [0, 1],
  ],
])('are lines of one quotation: %j', (texts, quoted) => expect(lines(...texts)).toEqual(quoted))

test.each([
  [['“Hacked by nobody.', 'Your security is low.']],
  [['Hacked by nobody.', 'Your security is low.”']],
  [['“Hacked by nobody”', 'Your security is low.”']],
  [['"Hacked by nobody.', 'greetz']],
  [['”Hackad av ingen', 'hej', 'och sedan']],
  [['“Hacked by nobody.', 'greetz', 'The mayor: “We are sorry.”']],
  [['“Hacked by nobody.', 'they said “another', 'Your security is low.”']],
  [['“Hacked by nobody.', 'They said “so” and left, dear admin']],
  [['“Hacked by nobody.', 'of it”, says a man who goes on to tell']],
  [['“Hacked by nobody.', ...Array.from({ length: 9 }, () => 'more'), 'low.”']],
])('are no lines of one quotation: %j', (texts) => expect(lines(...texts)).toEqual([]))

test('quotations that never end are looked through at once', () => {
  const texts = Array.from({ length: 2_000 }, (_, at) => (at % 2 === 0 ? '“x' : `”${'«'.repeat(2_000)}a`))
  expect(lines(...texts)).toEqual([])
})
