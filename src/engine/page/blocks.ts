import { BOUNDS } from './bounds.ts'
import type { Block, Limit, Place } from './observation.ts'
import { LetterCount } from './writing-systems.ts'

/** Gathers visible text into bounded blocks, white space collapsed. */
export class BlockCollector {
  readonly blocks: Block[] = []
  readonly letters = new LetterCount()
  text = 0
  #pending = ''
  #place: Place = 'body'
  #context = 0
  #loud = 0
  #links = 0

  constructor(readonly onLimit: (limit: Limit) => void) {}

  /** Adds text to the running block. The first text decides where the block stands. */
  add(text: string, place: Place, context: number, loud: number): void {
    if (this.#pending === '') {
      if (!/\S/.test(text)) return
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
    const text = collapse(raw)
    for (let from = 0; from < text.length; from += BOUNDS.block)
      this.#push(text.slice(from, from + BOUNDS.block), from === 0 ? links : 0)
  }

  /** A text that stands for itself: an image's replacement text. */
  single(text: string, place: Place, context: number): void {
    this.flush()
    this.#place = place
    this.#context = context
    this.#loud = 0
    this.#pending = text.slice(0, BOUNDS.block)
    this.flush()
  }

  #push(text: string, links: number): void {
    if (this.blocks.length >= BOUNDS.blocks) return this.onLimit('blocks')
    const room = BOUNDS.text - this.text
    if (text.length > room) this.onLimit('text')
    if (room <= 0) return
    const kept = text.length > room ? text.slice(0, room) : text
    this.text += kept.length
    this.letters.add(kept)
    this.blocks.push({ text: kept, place: this.#place, context: this.#context, links, loud: this.#loud })
  }
}

/** Letters from which a text that stands in several places is more than a label; a Chinese one says as much as two. */
const STORY = 12
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g

/** The longer text that stands in most places of a page. */
export function mostRepeated(blocks: readonly Block[]): { text: string; times: number } {
  const places = new Map<string, number>()
  let most = { text: '', times: 0 }
  for (const { text } of blocks) {
    if (text.length < STORY && text.length + (text.match(DENSE)?.length ?? 0) < STORY) continue
    const times = (places.get(text) ?? 0) + 1
    places.set(text, times)
    if (times > most.times) most = { text, times }
  }
  return most
}

/** Trims, and makes each run of white space one space. */
export function collapse(text: string): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text
  return clean.replace(/\s+/g, ' ').trim()
}
