import type { Attack, Means, Variant } from '../attack.ts'
import { defacement, STRANGERS } from '../defacement.ts'
import { type Page, putFirst, putInHead, putLast } from '../page.ts'

/**
 * A script makes another page of it once it runs. As HTML only the script can be seen, and of a foreign one only its
 * address; a browser shows the result.
 */
export const scriptRewritten: Attack = {
  kind: 'attack-script-rewritten',
  label: 'defaced',
  says: ['claims', 'claims', 'stories'],
  variants: {
    'body-html': scripted((html) => `document.body.innerHTML = ${literal(html)};`),
    'write-unescape': scripted((html) => `document.write(unescape("${percent(html)}"));`),
    atob: scripted(
      (html) =>
        `document.documentElement.innerHTML=decodeURIComponent(escape(atob("${Buffer.from(html).toString('base64')}")));`,
    ),
    'char-codes': scripted(
      (html) => `document.body.innerHTML=String.fromCharCode(${[...units(html)].join(',')});`,
    ),
    'data-address': scripted(
      (html) => `location.href = "data:text/html;base64,${Buffer.from(html).toString('base64')}";`,
    ),
    'when-loaded': scripted(
      (html) =>
        `addEventListener("load",function(){var d=document;d.open();d.write(${literal(html)});d.close()});`,
    ),
    'with-title': scripted(
      (html, { message }) =>
        `setTimeout(function(){document.title=${literal(message.title)};document.querySelector("body").innerHTML=${literal(html)}},1500)`,
    ),
    foreign: (page, means) => {
      place(page, means, `<script src="${means.random.pick(STRANGERS.script)}"></script>`)
      return true
    },
  },
}

function scripted(code: (html: string, means: Means) => string): Variant {
  return (page, means) => {
    const html = defacement(means.message, means.random)
    place(page, means, `<script>${code(html, means)}</script>`)
    return true
  }
}

/** Where attackers put it: the end of the head, the top or the end of the body. */
function place(page: Page, { random }: Means, script: string): void {
  const { body } = page
  const put = random.pick([
    () => putInHead(page, script),
    () => putFirst(body, script),
    () => putLast(body, script),
  ])
  put()
}

/** A string for a script, which must not end the script it stands in. */
const literal = (text: string): string => JSON.stringify(text).replaceAll('</', '<\\/')

/** As `unescape` reads it. */
const percent = (text: string): string =>
  [...units(text)]
    .map((unit) =>
      unit < 256 ? `%${unit.toString(16).padStart(2, '0')}` : `%u${unit.toString(16).padStart(4, '0')}`,
    )
    .join('')

function* units(text: string): Generator<number> {
  for (let i = 0; i < text.length; i++) yield text.charCodeAt(i)
}
