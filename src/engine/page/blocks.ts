import { countDense } from '../text/dense.ts'
import { asMeant } from '../text/misread.ts'
import { unitAt } from '../text/unit-at.ts'
import { BOUNDS } from './bounds.ts'
import { MostCommon } from './most-common.ts'
import type { Block, Limit, Place } from './observation.ts'
import { withoutOverrides } from './overrides.ts'
import { LetterCount } from './writing-systems.ts'

/** Gathers visible text into bounded blocks, white space collapsed. */
export class BlockCollector {
  readonly blocks: Block[] = []
  readonly letters = new LetterCount()
  text = 0
  /** Letters of each block. */
  readonly #sizes: number[] = []
  #pending = ''
  #place: Place = 'body'
  #context = 0
  #loud = 0
  #links = 0
  /** Whether white space stands between the last block and what comes next. */
  #isApart = false
  /** Whether the last block is made of crumbs, so that another may be added. */
  #crumbs = false

  constructor(readonly onLimit: (limit: Limit) => void) {}

  /** Adds text to the running block. The first text decides where the block stands. */
  add(text: string, place: Place, context: number, loud: number): void {
    if (this.#pending === '') {
      if (!/\S/.test(text)) {
        this.#isApart ||= text !== ''
        return
      }
      this.#isApart ||= /^\s/.test(text)
      this.#place = place
      this.#context = context
      this.#loud = 0
    }
    if (loud !== 0 && /\S/.test(text)) this.#loud |= loud
    this.#pending += text
    if (this.#pending.length > BOUNDS.block * 2) this.flush()
  }

  link(): void {
    this.#links++
  }

  /** Ends the running block. */
  flush(): void {
    const raw = this.#pending
    const links = this.#links
    this.#links = 0
    if (raw === '') return
    this.#pending = ''
    const text = collapse(asMeant(withoutOverrides(raw)))
    const isApart = this.#isApart
    this.#isApart = /\s$/.test(raw)
    if (text.length <= CRUMB && this.#joinCrumb(text, links, isApart)) return
    this.#crumbs = text.length <= CRUMB && LETTER.test(text)
    for (let from = 0; from < text.length; from += BOUNDS.block)
      this.#push(text.slice(from, from + BOUNDS.block), from === 0 ? links : 0)
  }

  /** A text that stands for itself: an image's replacement text. */
  single(text: string, place: Place, context: number, loud = 0): void {
    this.flush()
    this.#place = place
    this.#context = context
    this.#loud = loud
    this.#pending = text.slice(0, BOUNDS.block)
    this.flush()
  }

  /** A word whose letters stand in blocks of their own is a word again. */
  #joinCrumb(text: string, links: number, isApart: boolean): boolean {
    const last = this.blocks[this.blocks.length - 1]
    if (!this.#crumbs || last === undefined || last.place !== this.#place || !LETTER.test(text)) return false
    if (last.text.length + CRUMB >= BOUNDS.block || this.text + CRUMB >= BOUNDS.text) return false
    const added = isApart ? ` ${text}` : text
    last.text += added
    last.links += links
    last.loud |= this.#loud
    this.text += added.length
    this.#sizes[this.blocks.length - 1] = (this.#sizes.at(-1) ?? 0) + this.letters.add(added)
    return true
  }

  /** Letters of text that is not navigation: pictures drawn with digits say nothing. */
  bodyLetters(): number {
    return this.blocks.reduce((sum, block, at) => sum + (isMenu(block) ? 0 : (this.#sizes[at] ?? 0)), 0)
  }

  #push(text: string, links: number): void {
    if (this.blocks.length >= BOUNDS.blocks) return this.onLimit('blocks')
    const room = BOUNDS.text - this.text
    if (text.length > room) this.onLimit('text')
    if (room <= 0) return
    const kept = text.length > room ? text.slice(0, room) : text
    this.text += kept.length
    this.#sizes.push(this.letters.add(kept))
    this.blocks.push({ text: kept, place: this.#place, context: this.#context, links, loud: this.#loud })
  }
}

const isMenu = ({ place, links, text }: Block): boolean =>
  place === 'navigation' || (links > 0 && text.length < 40)

/** UTF-16 units of a block that is no text by itself, but part of a word. */
const CRUMB = 2
const LETTER = /[\p{L}\p{N}@$!|]/u

/** Letters from which a text that stands in several places is more than a label; a Chinese one says as much as two. */
const STORY = 12

/** Whether a text tells something, however little. */
export const isStory = (text: string): boolean =>
  text.length >= STORY || text.length + countDense(text) >= STORY

/** The longer text that stands in most places of a page. */
export function mostRepeated(blocks: readonly Block[]): { text: string; times: number } {
  const common = new MostCommon(BOUNDS.blocks)
  for (const { text } of blocks) if (isStory(text)) common.add(text)
  return common.most
}

/** Trims, and makes each run of white space one space. */
export function collapse(text: string): string {
  if (isCollapsed(text)) return text
  // U+FEFF is white space to a regular expression, and nothing at all to a reader.
  const clean = /[\0\ufeff]/.test(text) ? text.replace(/[\0\ufeff]/g, '') : text
  return clean.replace(/\s+/g, ' ').trim()
}

/** Whether there is surely nothing to collapse: most texts of a page are like that, and looking is cheaper. */
function isCollapsed(text: string): boolean {
  let wasSpace = true
  const { length } = text
  for (let i = 0; i < length; i++) {
    const code = unitAt(text, i)
    const isSpace = code === 32
    if ((isSpace && wasSpace) || code < 32 || code === 0xa0 || isRareSpace(code)) return false
    wasSpace = isSpace
  }
  return !wasSpace || length === 0
}

/** Unicode's further spaces, in the ranges that hold them. */
const isRareSpace = (code: number): boolean =>
  code === 0x1680 || (code >= 0x2000 && code <= 0x205f) || code === 0x3000 || code === 0xfeff
