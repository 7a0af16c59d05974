import type { Random } from '../../attacks/random.ts'
import type { Disguise } from '../disguise.ts'
import { rewriteTexts } from '../page.ts'

/** Other letters for the same word: the text says what it said, letter for letter. */
const letters = (
  name: string,
  about: string,
  letter: (letter: string, random: Random) => string,
): Disguise => ({
  name,
  about,
  change: (page, random) =>
    rewriteTexts(page, (text) => [...text].map((one) => letter(one, random)).join('')),
})

const LEET: Readonly<Record<string, readonly string[]>> = {
  a: ['4', '@'],
  b: ['8'],
  e: ['3'],
  g: ['9', '6'],
  i: ['1', '!'],
  l: ['1', '|'],
  o: ['0'],
  s: ['5', '$'],
  t: ['7'],
  z: ['2'],
}

const LOOK_ALIKES: Readonly<Record<string, readonly string[]>> = {
  a: ['а', 'ɑ', 'α'],
  b: ['Ь', 'ƅ'],
  c: ['с', 'ϲ'],
  d: ['ԁ', 'ɗ'],
  e: ['е', 'ҽ', 'є'],
  g: ['ɡ', 'ց'],
  h: ['һ', 'հ'],
  i: ['і', 'ɩ'],
  j: ['ј'],
  k: ['κ', 'к'],
  m: ['м', 'ｍ'],
  n: ['ո', 'п'],
  o: ['о', 'ο', 'օ'],
  p: ['р', 'ρ'],
  q: ['ԛ'],
  r: ['г', 'ɾ'],
  s: ['ѕ'],
  t: ['т', 'τ'],
  u: ['υ', 'ս'],
  v: ['ν', 'ѵ'],
  w: ['ԝ', 'ѡ'],
  x: ['х', 'ҳ'],
  y: ['у', 'ү'],
  z: ['ᴢ'],
}

/** Alphabets that Unicode has a second time, by where their small `a` and capital `A` stand. */
const ALPHABETS = [
  ['bold', 0x1d41a, 0x1d400],
  ['sans', 0x1d5ba, 0x1d5a0],
  ['fraktur', 0x1d586, 0x1d56c],
  ['wide', 0xff41, 0xff21],
  ['circled', 0x24d0, 0x24b6],
] as const

const SMALL_CAPITALS = 'ᴀʙᴄᴅᴇғɢʜɪᴊᴋʟᴍɴᴏᴘǫʀsᴛᴜᴠᴡxʏᴢ'

const oneOf =
  (table: Readonly<Record<string, readonly string[]>>, share: number) => (letter: string, random: Random) => {
    const choices = table[letter.toLowerCase()]
    return choices === undefined || random.below(100) >= share ? letter : random.pick(choices)
  }

const isLetter = (letter: string): boolean => /\p{L}/u.test(letter)

export const LETTER_DISGUISES: readonly Disguise[] = [
  letters('leet', 'digits and signs for seven of ten letters that have one', oneOf(LEET, 70)),
  letters('leet-all', 'digits and signs for every letter that has one', oneOf(LEET, 100)),
  letters('look-alikes', 'letters of other scripts for seven of ten Latin ones', oneOf(LOOK_ALIKES, 70)),
  letters('zalgo', 'one to six combining marks on every letter', (letter, random) =>
    isLetter(letter)
      ? letter +
        Array.from({ length: 1 + random.below(6) }, () =>
          String.fromCharCode(0x300 + random.below(0x70)),
        ).join('')
      : letter,
  ),
  letters('zero-width', 'invisible characters behind every other letter', (letter, random) =>
    isLetter(letter) && random.below(2) === 0
      ? letter + random.pick(['\u200b', '\u200c', '\u200d', '\u2060', '\u00ad', '\ufeff'])
      : letter,
  ),
  letters('struck', 'a line drawn through each letter', (letter) =>
    isLetter(letter) ? `${letter}\u0336` : letter,
  ),
  letters('small-capitals', 'small capitals of the phonetic alphabet', (letter) => {
    const place = letter.toLowerCase().charCodeAt(0) - 0x61
    return place >= 0 && place < 26 ? ([...SMALL_CAPITALS][place] ?? letter) : letter
  }),
  ...ALPHABETS.map(([name, small, capital]) =>
    letters(`letters-${name}`, `Unicode's second alphabet, ${name}`, (letter) => {
      const code = letter.charCodeAt(0)
      if (code >= 0x61 && code <= 0x7a) return String.fromCodePoint(small + code - 0x61)
      return code >= 0x41 && code <= 0x5a ? String.fromCodePoint(capital + code - 0x41) : letter
    }),
  ),
]
