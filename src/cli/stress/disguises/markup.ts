import { escapeText } from '../../attacks/page.ts'
import type { Disguise } from '../disguise.ts'
import { putInHead, replaceTexts, type StressPage } from '../page.ts'

/** The same text in other markup. */
const markup = (name: string, about: string, write: (text: string, index: number) => string): Disguise => ({
  name,
  about,
  change: (page) => replaceTexts(page, write),
})

/** Each letter through a template; white space stays outside. */
const eachLetter = (text: string, write: (letter: string) => string): string =>
  [...text].map((letter) => (/\s/.test(letter) ? letter : write(escapeText(letter)))).join('')

const eachWord = (text: string, write: (word: string) => string): string =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => write(escapeText(word)))
    .join(' ')

const cssString = (text: string): string =>
  `"${[...text.replace(/\s+/g, ' ')].map((letter) => (/[\p{L}\p{N} ]/u.test(letter) ? letter : `\\${letter.codePointAt(0)?.toString(16)} `)).join('')}"`

/** A style element that writes each text, and elements for it to write into. */
function styled(
  page: StressPage,
  selector: (index: number) => string,
  write: (index: number) => string,
): boolean {
  const rules = page.texts.map(
    ({ data }, index) => `${selector(index)}{content:${cssString(data.trim())};color:inherit}`,
  )
  putInHead(page, `<style>${rules.join('\n')}</style>`)
  return replaceTexts(page, (_, index) => write(index))
}

const svgLines = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line, row) => `<text x="10" y="${40 + row * 30}" fill="red">${escapeText(line)}</text>`)
    .join('')

export const MARKUP_DISGUISES: readonly Disguise[] = [
  markup('split-spans', 'each letter in a <span> of its own', (text) =>
    eachLetter(text, (one) => `<span>${one}</span>`),
  ),
  markup('split-blocks', 'each letter in a <div> laid out in a line', (text) =>
    eachLetter(text, (one) => `<div style="display:inline-block">${one}</div>`),
  ),
  markup('split-floats', 'each letter in a block that floats', (text) =>
    eachLetter(text, (one) => `<div class="l">${one}</div>`),
  ),
  markup(
    'split-cells',
    'each letter in a cell of a table',
    (text) => `<table><tr>${eachLetter(text, (one) => `<td>${one}</td>`)}</tr></table>`,
  ),
  markup('split-words', 'each word in a block of its own', (text) =>
    eachWord(text, (word) => `<div class="w">${word}</div>`),
  ),
  markup('split-empty', 'empty elements and comments inside the words', (text) =>
    eachLetter(text, (one) => `${one}<b></b><!-- news --><wbr>`),
  ),
  markup('entities', 'each letter as a numeric entity', (text) =>
    [...text]
      .map((letter, index) => {
        const point = letter.codePointAt(0) ?? 32
        return index % 2 === 0 ? `&#${point};` : `&#x${point.toString(16)};`
      })
      .join(''),
  ),
  markup(
    'custom-elements',
    'each text in an element that nobody knows',
    (text) => `<x-t-${text.length % 7}>${escapeText(text)}</x-t-${text.length % 7}>`,
  ),
  markup(
    'image-alt',
    'a picture with the text for its alternative',
    (text, index) => `<img src="i${index}.png" alt="${escapeText(text.trim())}">`,
  ),
  markup(
    'image-title',
    'a picture with the text for its title',
    (text, index) => `<img src="i${index}.png" title="${escapeText(text.trim())}">`,
  ),
  {
    name: 'css-class',
    about: 'style rules write the text before elements, by class',
    change: (page) =>
      styled(
        page,
        (index) => `.c${index}::before`,
        (index) => `<span class="c${index}"></span>`,
      ),
  },
  {
    name: 'css-id',
    about: 'style rules write the text after elements, by id',
    change: (page) =>
      styled(
        page,
        (index) => `#c${index}:after`,
        (index) => `<b id="c${index}"></b>`,
      ),
  },
  markup(
    'css-attribute',
    'a style rule writes what an attribute holds',
    (text) =>
      `<style>[data-t]::before{content:attr(data-t)}</style><span data-t="${escapeText(text.trim())}"></span>`,
  ),
  markup('svg-text', 'text in a drawing', (text) => `<svg width="900" height="200">${svgLines(text)}</svg>`),
  markup(
    'svg-letters',
    'each letter a text of its own in a drawing',
    (text) =>
      `<svg width="900" height="200">${[...text.trim()].map((one, column) => (/\s/.test(one) ? ' ' : `<text x="${column * 14}" y="40">${escapeText(one)}</text>`)).join('')}</svg>`,
  ),
  markup(
    'svg-picture',
    'a drawing as a picture in a data address',
    (text) =>
      `<img src="data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg">${svgLines(text)}</svg>`)}">`,
  ),
  markup(
    'svg-picture-64',
    'the same, in base64',
    (text) =>
      `<img src="data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${svgLines(text)}</svg>`).toString('base64')}">`,
  ),
  markup(
    'field-value',
    'the value of a field',
    (text) => `<input type="text" readonly value="${escapeText(text.trim())}">`,
  ),
  markup(
    'field-hint',
    'the hint of an empty field',
    (text) => `<input placeholder="${escapeText(text.trim())}">`,
  ),
  markup(
    'button',
    'the label of a button',
    (text) => `<input type="button" value="${escapeText(text.trim())}">`,
  ),
  markup(
    'text-area',
    'the contents of a text area',
    (text) => `<textarea readonly>${escapeText(text.trim())}</textarea>`,
  ),
  markup(
    'option',
    'the option of a list',
    (text) => `<select><option>${escapeText(text.trim())}</option></select>`,
  ),
]
