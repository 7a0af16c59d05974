import { BOUNDS } from './bounds.ts'
import { StyleContent } from './style-content.ts'
import { layoutBits, STYLED } from './style-signs.ts'

/** What a page's own style elements say of an element by its tag, a class or its id. */
interface Rule {
  bits: number
  /** Some rule shows what another may hide. */
  shows: boolean
}

/** Rules for paper, or for screens of some width only. */
const ELSEWHERE = /^@media.*(?:print|width)/is
/** UTF-16 units of a list of selectors that are looked at. */
const SELECTORS = 400
/** Declarations that can matter here have one of these words in them. */
const WORTH = /display|visib|opacity|position|indent|clip|transparent|rgba|bidi/i
/** `tag`, `.name`, `#id`, each also with a tag before it, or under `body >`. Others ask for more than we know. */
const SIMPLE = /^(?:html\s+)?(body\s*>\s*)?(\*|[a-z][\w-]*)?([.#][\w-]+)?(?::not\([^()]*\))?$/i
const SHOWS = /(?:^|[;\s])display\s*:\s*(?!none)[a-z]/i

/**
 * Reads the simple rules of style elements, as far as they hide an element or lay it over the page. Not a cascade:
 * what one rule hides and another shows counts as shown.
 */
export class StyleRules {
  /** By tag, by `#id`, by `body>tag`; those of classes by the bare name. */
  readonly #rules = new Map<string, Rule>()
  readonly #ofClass = new Map<string, Rule>()
  /** What class attributes come to: the same ones stand on many elements. */
  readonly #classes = new Map<string, Rule>()
  #hasIds = false
  /** Texts that rules write. */
  readonly content = new StyleContent()

  read(css: string): void {
    for (let at = 0; ; ) {
      const open = css.indexOf('{', at)
      const close = css.indexOf('}', open)
      if (open < 0 || close < 0) break
      const head = css
        .slice(Math.max(at, open - SELECTORS), open)
        .replace(/^[}\s]+/, '')
        .trim()
      if (!head.startsWith('@')) {
        this.#rule(head, css.slice(open + 1, close))
        at = close + 1
      } else at = ELSEWHERE.test(head) ? blockEnd(css, open) : open + 1
    }
  }

  #rule(selectors: string, declarations: string): void {
    const isWriting = declarations.includes('content')
    if (!isWriting && !WORTH.test(declarations)) return
    const list = selectors.slice(Math.max(selectors.lastIndexOf('{'), selectors.lastIndexOf(';')) + 1)
    if (isWriting) this.content.add(list, declarations)
    const bits = layoutBits(declarations)
    const shows = SHOWS.test(declarations)
    if (bits === 0 && !shows) return
    for (const selector of list.split(',')) this.#add(selector.trim(), bits, shows)
  }

  /** `STYLED` bits for an element, 0 where no rule speaks of it. */
  bits(tag: string, names: string | null, id: string | null, isTop: boolean): number {
    if (this.#rules.size === 0 && this.#ofClass.size === 0) return 0
    const own = this.#rules.get(tag)
    const under = isTop ? this.#rules.get(`body>${tag}`) : undefined
    const any = isTop ? this.#rules.get('body>*') : undefined
    const classes = names !== null && this.#ofClass.size > 0 ? this.#ofClasses(names) : undefined
    const named = id !== null && this.#hasIds ? this.#rules.get(`#${id}`) : undefined
    const bits = bitsOf(own) | bitsOf(under) | bitsOf(any) | bitsOf(classes) | bitsOf(named)
    if (bits === 0) return 0
    const isShown = showsIt(own) || showsIt(under) || showsIt(any) || showsIt(classes) || showsIt(named)
    return isShown ? bits & ~(STYLED.hidden | STYLED.outside) : bits
  }

  #ofClasses(names: string): Rule {
    const known = this.#classes.get(names)
    if (known !== undefined) return known
    const rule = { bits: 0, shows: false }
    for (const name of names.slice(0, BOUNDS.attribute).split(/\s+/)) {
      const own = this.#ofClass.get(name)
      if (own === undefined) continue
      rule.bits |= own.bits
      rule.shows ||= own.shows
    }
    if (this.#classes.size < BOUNDS.tokens) this.#classes.set(names, rule)
    return rule
  }

  #add(selector: string, bits: number, shows: boolean): void {
    const parts = SIMPLE.exec(selector)
    if (parts === null || this.#rules.size + this.#ofClass.size >= BOUNDS.tokens) return
    const [, under, tag = '*', name] = parts
    const key = name ?? (under === undefined ? tag.toLowerCase() : `body>${tag.toLowerCase()}`)
    if (key === '*' || key === 'body' || key === 'html') return
    if (key.startsWith('.')) {
      join(this.#ofClass, key.slice(1), bits, shows)
      this.#classes.clear()
      return
    }
    if (key.startsWith('#')) this.#hasIds = true
    join(this.#rules, key, bits, shows)
  }
}

function join(rules: Map<string, Rule>, key: string, bits: number, shows: boolean): void {
  const rule = rules.get(key)
  rules.set(key, { bits: bitsOf(rule) | bits, shows: showsIt(rule) || shows })
}

const bitsOf = (rule: Rule | undefined): number => rule?.bits ?? 0
const showsIt = (rule: Rule | undefined): boolean => rule?.shows === true

/** Behind the bracket that closes the one at `open`. */
function blockEnd(css: string, open: number): number {
  let depth = 0
  for (let i = open; i < css.length; i++) {
    const letter = css[i]
    if (letter === '{') depth++
    else if (letter === '}' && --depth === 0) return i + 1
  }
  return css.length
}
