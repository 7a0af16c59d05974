import { DomUtils } from 'htmlparser2'
import type { Attack, Means } from '../attack.ts'
import { STRANGERS } from '../defacement.ts'
import { type Element, escapeText, fill, isElement, type Page, setTitle } from '../page.ts'

/** A political text as the whole page, or all between the site's own header and footer; nobody boasts of anything. */
export const slogan: Attack = {
  kind: 'attack-slogan',
  label: 'defaced',
  says: ['slogans'],
  variants: {
    'under-head'({ body }, means) {
      fill(body, `<h1>${escapeText(means.message.title)}</h1>\n${letter(means)}`)
      return true
    },
    'under-head-title'(page, means) {
      setTitle(page, means.message.title)
      fill(page.body, `<div style="text-align:center;font-size:30px">${heading(means)}${letter(means)}</div>`)
      return true
    },
    'photo-and-line'({ body }, means) {
      const picture = means.random.pick(STRANGERS.picture)
      fill(body, `<center><img src="${picture}"><br><b>${escapeText(means.message.title)}</b></center>`)
      return true
    },
    'under-header': (page, means) => between(page, means, ['header', 'nav']),
    'header-and-footer': (page, means) => between(page, means, ['header', 'nav', 'footer']),
    'in-main'({ body }, means) {
      const main = DomUtils.findOne(
        ({ name, attribs }) => name === 'main' || attribs.role === 'main',
        body.children,
      )
      if (main === null) return false
      fill(main, `${heading(means)}${letter(means)}`)
      return true
    },
  },
}

const heading = ({ message }: Means): string => `<h1>${escapeText(message.title)}</h1>`

const letter = ({ message }: Means): string =>
  message.lines.map((line) => `<p>${escapeText(line)}</p>`).join('\n')

/** Keeps the first of each of the named parts of the page, and puts the message under them, above the footer. */
function between({ body }: Page, means: Means, names: readonly string[]): boolean {
  const found = names.map((name) => DomUtils.findOne((element) => element.name === name, body.children))
  const parts = found.filter((element) => element !== null)
  const kept = parts.filter((element) => !parts.some((other) => holds(other, element)))
  const tops = kept.filter(({ name }) => name !== 'footer')
  if (tops.length === 0) return false
  fill(body, `<div class="content">${heading(means)}${letter(means)}</div>`)
  for (const top of tops.reverse()) DomUtils.prependChild(body, top)
  for (const element of kept) if (element.name === 'footer') DomUtils.appendChild(body, element)
  return true
}

function holds(outer: Element, inner: Element): boolean {
  for (let up = inner.parent; up !== null && isElement(up); up = up.parent) if (up === outer) return true
  return false
}
