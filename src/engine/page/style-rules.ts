import { BOUNDS } from './bounds.ts'
import { inlineStyleBits, STYLED } from './style-signs.ts'

/** What a page's own style elements say of an element by its tag, a class or its id. */
interface Rule {
  bits: number
  /** Some rule shows what another may hide. */
  shows: boolean
}

const RULE = /([^{}]{1,400})\{([^{}]{1,2000})\}/g
/** Rules for paper and for screens of some width only. */
const ELSEWHERE =
  /@media[^{}]{0,200}(?:print|width)[^{}]{0,200}\{(?:[^{}]{0,400}\{[^{}]{0,4000}\}){0,400}[^{}]{0,40}\}/gi
/** `tag`, `.name`, `#id`, each also with a tag before it, or under `body >`. Others ask for more than we know. */
const SIMPLE = /^(?:html\s+)?(body\s*>\s*)?(\*|[a-z][\w-]*)?([.#][\w-]+)?(?::not\([^()]*\))?$/i
const SHOWS = /(?:^|[;\s])display\s*:\s*(?!none)[a-z]/i
const WANTED = STYLED.hidden | STYLED.overlay | STYLED.cover | STYLED.above

/**
 * Reads the simple rules of style elements, as far as they hide an element or lay it over the page. Not a cascade:
 * what one rule hides and another shows counts as shown.
 */
export class StyleRules {
  readonly #rules = new Map<string, Rule>()
  readonly #classes = new Map<string, Rule>()

  read(css: string): void {
    for (const [, selectors = '', declarations = ''] of css.replace(ELSEWHERE, '').matchAll(RULE)) {
      const bits = inlineStyleBits(declarations) & WANTED
      const shows = SHOWS.test(declarations)
      if (bits === 0 && !shows) continue
      for (const selector of selectors.split(',')) this.#add(selector.trim(), bits, shows)
    }
    this.#classes.clear()
  }

  /** `STYLED` bits for an element, 0 where no rule speaks of it. */
  bits(tag: string, names: string | null, id: string | null, isTop: boolean): number {
    if (this.#rules.size === 0) return 0
    let bits = 0
    let shows = false
    const take = (rule: Rule | undefined) => {
      if (rule === undefined) return
      bits |= rule.bits
      shows ||= rule.shows
    }
    take(this.#rules.get(tag))
    if (isTop) {
      take(this.#rules.get('body>*'))
      take(this.#rules.get(`body>${tag}`))
    }
    if (names !== null) take(this.#ofClasses(names))
    if (id !== null) take(this.#rules.get(`#${id}`))
    return shows ? bits & ~STYLED.hidden : bits
  }

  #ofClasses(names: string): Rule {
    let rule = this.#classes.get(names)
    if (rule !== undefined) return rule
    rule = { bits: 0, shows: false }
    for (const name of names.slice(0, BOUNDS.attribute).split(/\s+/)) {
      const own = this.#rules.get(`.${name}`)
      if (own === undefined) continue
      rule.bits |= own.bits
      rule.shows ||= own.shows
    }
    if (this.#classes.size < BOUNDS.tokens) this.#classes.set(names, rule)
    return rule
  }

  #add(selector: string, bits: number, shows: boolean): void {
    const parts = SIMPLE.exec(selector)
    if (parts === null || this.#rules.size >= BOUNDS.tokens) return
    const [, under, tag = '*', name] = parts
    const key = name ?? (under === undefined ? tag.toLowerCase() : `body>${tag.toLowerCase()}`)
    if (key === '*' || key === 'body' || key === 'html') return
    const rule = this.#rules.get(key) ?? { bits: 0, shows: false }
    this.#rules.set(key, { bits: rule.bits | bits, shows: rule.shows || shows })
  }
}
