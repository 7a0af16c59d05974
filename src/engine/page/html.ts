import { Parser } from 'htmlparser2'
import { NO_ATTRIBUTES, type PageAbout, PageBuilder } from './builder.ts'
import { HTML_BOUND } from './html-bound.ts'
import type { Observation } from './observation.ts'

/** Elements of an open shadow tree that the markup declares: they are seen in the host's place. */
const SHADOW = 'shadowrootmode'

/** The observation of a page given as HTML text, without running anything in it. */
export function observeHtml(html: string, about: PageAbout): Observation {
  return observe(html, about, NESTING)
}

/** The observation of a page that another one carries folded up. */
export function observeFolded(html: string, about: PageAbout): Observation {
  return observe(html, about, NESTING - 1)
}

/** Pages in pages in pages are read as far as this. */
const NESTING = 2

function observe(html: string, about: PageAbout, nesting: number): Observation {
  const builder = new PageBuilder(
    about,
    nesting === 0 ? null : (written) => observe(written, about, nesting - 1),
  )
  let attributes: Record<string, string> = {}
  const read = (name: string) => (Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : null)
  const transparent: boolean[] = []
  const parser = new Parser(
    {
      onopentag(name, given) {
        attributes = given
        const isShadow = name === 'template' && read(SHADOW) !== null
        transparent.push(isShadow)
        if (!isShadow) builder.open(name, hasAny(given) ? read : NO_ATTRIBUTES)
      },
      ontext: (text) => builder.text(text),
      onclosetag() {
        if (transparent.pop() === false) builder.close()
      },
    },
    { decodeEntities: true, recognizeSelfClosing: false, lowerCaseTags: true },
  )
  if (html.length > HTML_BOUND) builder.limit('bytes')
  const end = Math.min(html.length, HTML_BOUND)
  let from = 0
  for (; from < end && !builder.full; from += CHUNK)
    parser.write(html.slice(from, Math.min(from + CHUNK, end)))
  if (from < end) builder.limit('elements')
  parser.end()
  return builder.finish()
}

/** Fed in pieces, so that a page over a cap is not parsed to its end. */
const CHUNK = 262_144

function hasAny(attributes: Record<string, string>): boolean {
  for (const _ in attributes) return true
  return false
}
