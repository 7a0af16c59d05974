import { escapeText } from '../../attacks/page.ts'
import type { Random } from '../../attacks/random.ts'
import type { Disguise } from '../disguise.ts'
import { replaceTexts, rewriteTexts } from '../page.ts'

/** Letters apart, words further apart. */
const spaced = (name: string, about: string, between: (random: Random) => string): Disguise => ({
  name,
  about,
  change: (page, random) =>
    rewriteTexts(page, (text) => {
      const sign = between(random)
      return text
        .replace(/\S+/gu, (word) => [...word].join(sign))
        .replace(/\s+/gu, (gap) => (sign === ' ' ? '   ' : gap))
    }),
})

const reverse = (text: string): string => [...text].reverse().join('')
const lines = (text: string, turn: (line: string) => string): string =>
  text
    .split('\n')
    .map((line) => (/\S/.test(line) ? turn(line) : line))
    .join('\n')

export const SPACING_DISGUISES: readonly Disguise[] = [
  spaced('spaced', 'a space behind every letter', () => ' '),
  spaced('dotted', 'a dot, dash or line behind every letter', (random) =>
    random.pick(['.', '-', '_', '·', '*']),
  ),
  {
    name: 'run-together',
    about: 'no space between words',
    change: (page) => rewriteTexts(page, (text) => text.replace(/(\S) +(?=\S)/g, '$1')),
  },
  {
    name: 'reversed',
    about: 'every line from its end to its beginning, and shown so',
    change: (page) => rewriteTexts(page, (text) => lines(text, reverse)),
  },
  {
    name: 'override-character',
    about: 'reversed, with a character that makes a reader see it the right way round',
    change: (page) => rewriteTexts(page, (text) => lines(text, (line) => `\u202e${reverse(line)}\u202c`)),
  },
  {
    name: 'override-element',
    about: 'reversed in <bdo dir=rtl>',
    change: (page) =>
      replaceTexts(page, (text) =>
        lines(text, (line) => `<bdo dir="rtl">${escapeText(reverse(line))}</bdo>`),
      ),
  },
  {
    name: 'override-style',
    about: 'reversed, with unicode-bidi and direction in a style',
    change: (page) =>
      replaceTexts(page, (text) =>
        lines(
          text,
          (line) =>
            `<span style="unicode-bidi:bidi-override;direction:rtl">${escapeText(reverse(line))}</span>`,
        ),
      ),
  },
]
