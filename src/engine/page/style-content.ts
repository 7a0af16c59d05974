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
/** Declarations that decide whether anything is shown; the last of each holds. */
const DISPLAY = /(?:^|[;\s])display\s*:\s*([a-z-]+)/gi
const VISIBILITY = /(?:^|[;\s])visibility\s*:\s*([a-z]+)/gi
const STRINGS = /"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?/g
const PART = /"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|attr\(([\w-]+)\)/gi
/** Letters in a row: pictures of an icon font are none, and neither are quotation marks. */
const SAYS = /\p{L}\p{L}/u

/** Text that style rules write into a page. It is read as if it stood there, for that is how it is seen. */
export class StyleContent {
  readonly #rules = new Map<string, Written[]>()
  /** Keys of the rules that ask for an attribute. */
  readonly #attributes = new Set<string>()
  /** Keys that a class attribute comes to; most come to none, and the same ones come again and again. */
  readonly #classes = new Map<string, readonly string[]>()
  #hasIds = false

  add(selectors: string, declarations: string): void {
    const value = CONTENT.exec(declarations)?.[1]
    if (value === undefined || isUnseen(declarations)) return
    const parts = [...value.matchAll(PART)].map(
      ([, double, single, attribute]): Written => ({
        text: unescaped(double ?? single ?? ''),
        attribute: attribute ?? '',
      }),
    )
    if (!parts.some(({ text, attribute }) => attribute !== '' || SAYS.test(text))) return
    for (const selector of selectors.split(',')) {
      const match = WRITES.exec(selector.trim().replace(/^:root(?=:)/i, 'html'))
      const key =
        match === null ? undefined : (match[2]?.replace(/[~|^$*]?=.*$/, ']') ?? match[1]?.toLowerCase())
      if (key === undefined || this.#rules.size >= BOUNDS.tokens) continue
      this.#rules.set(key, parts)
      if (key.startsWith('[')) this.#attributes.add(key)
      else if (key.startsWith('#')) this.#hasIds = true
      else if (key.startsWith('.')) this.#classes.clear()
    }
  }

  /** What is written at an element; empty for nearly every one. */
  text(tag: string, read: ReadAttribute): string {
    if (this.#rules.size === 0) return ''
    let text = this.#of(tag, read)
    const names = read('class')
    if (names !== null) for (const key of this.#ofClasses(names)) text += this.#of(key, read)
    const id = this.#hasIds ? read('id') : null
    if (id !== null) text += this.#of(`#${id}`, read)
    for (const key of this.#attributes) if (read(key.slice(1, -1)) !== null) text += this.#of(key, read)
    return text.slice(0, BOUNDS.block)
  }

  #ofClasses(names: string): readonly string[] {
    const known = this.#classes.get(names)
    if (known !== undefined) return known
    const keys = names
      .slice(0, BOUNDS.attribute)
      .split(/\s+/)
      .map((name) => `.${name}`)
      .filter((key) => this.#rules.has(key))
    if (this.#classes.size < BOUNDS.tokens) this.#classes.set(names, keys)
    return keys
  }

  #of(key: string, read: ReadAttribute): string {
    const rule = this.#rules.get(key)
    if (rule === undefined) return ''
    return ` ${rule.map(({ text, attribute }) => (attribute === '' ? text : (read(attribute) ?? ''))).join('')} `
  }
}

/** What is written for scripts to read, as the name of a screen's width, is not shown. */
function isUnseen(declarations: string): boolean {
  const rules = declarations.replace(STRINGS, '')
  const last = (expression: RegExp) => [...rules.matchAll(expression)].at(-1)?.[1]?.toLowerCase()
  return last(DISPLAY) === 'none' || last(VISIBILITY) === 'hidden'
}

/** A string as style sheets write it: `\48 acked` says "Hacked". */
const unescaped = (text: string): string =>
  text
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) => (hex.length > 4 ? ' ' : unit(hex)))
    .replace(/\\([\s\S])/g, '$1')
