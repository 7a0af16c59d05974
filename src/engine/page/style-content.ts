import { BOUNDS } from './bounds.ts'
import type { ReadAttribute } from './builder.ts'
import { unit } from './unfold.ts'

/** What a rule writes before or after an element: a text, or what an attribute of it holds. */
interface Written {
  text: string
  attribute: string
}

/** The element that a selector ends in, where a class, an id, an attribute or a tag alone tells it. */
const WRITES = /(?:^|[\s>+~])(?:\*|([a-z][\w-]*))?([.#][\w-]+|\[[\w-]+[^\]]{0,80}\])?::?(?:before|after)$/i
const CONTENT =
  /(?:^|[;\s])content\s*:\s*((?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|attr\([\w-]+\)|\s)+)/i
const PART = /"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|attr\(([\w-]+)\)/gi
/** Letters in a row: pictures of an icon font are none, and neither are quotation marks. */
const SAYS = /\p{L}\p{L}/u

/** Text that style rules write into a page. It is read as if it stood there, for that is how it is seen. */
export class StyleContent {
  readonly #rules = new Map<string, Written[]>()

  add(selectors: string, declarations: string): void {
    const value = CONTENT.exec(declarations)?.[1]
    if (value === undefined) return
    const parts = [...value.matchAll(PART)].map(
      ([, double, single, attribute]): Written => ({
        text: unescaped(double ?? single ?? ''),
        attribute: attribute ?? '',
      }),
    )
    if (!parts.some(({ text, attribute }) => attribute !== '' || SAYS.test(text))) return
    for (const selector of selectors.split(',')) {
      const match = WRITES.exec(selector.trim())
      const key =
        match === null ? undefined : (match[2]?.replace(/[~|^$*]?=.*$/, ']') ?? match[1]?.toLowerCase())
      if (key !== undefined && this.#rules.size < BOUNDS.tokens) this.#rules.set(key, parts)
    }
  }

  /** What is written at an element; empty for nearly every one. */
  text(tag: string, read: ReadAttribute): string {
    if (this.#rules.size === 0) return ''
    let text = this.#of(tag, read)
    for (const name of (read('class') ?? '').slice(0, BOUNDS.attribute).split(/\s+/))
      if (name !== '') text += this.#of(`.${name}`, read)
    const id = read('id')
    if (id !== null) text += this.#of(`#${id}`, read)
    for (const key of this.#rules.keys())
      if (key.startsWith('[') && read(key.slice(1, -1)) !== null) text += this.#of(key, read)
    return text.slice(0, BOUNDS.block)
  }

  #of(key: string, read: ReadAttribute): string {
    const rule = this.#rules.get(key)
    if (rule === undefined) return ''
    return ` ${rule.map(({ text, attribute }) => (attribute === '' ? text : (read(attribute) ?? ''))).join('')} `
  }
}

/** A string as style sheets write it: `\48 acked` says "Hacked". */
const unescaped = (text: string): string =>
  text
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) => (hex.length > 4 ? ' ' : unit(hex)))
    .replace(/\\([\s\S])/g, '$1')
