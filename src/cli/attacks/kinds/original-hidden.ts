import { DomUtils } from 'htmlparser2'
import type { Attack, Means, Variant } from '../attack.ts'
import { defacement } from '../defacement.ts'
import { empty, isElement, nodes, type Page, putFirst, putInHead, setTitle } from '../page.ts'

/** The original is all still there and cannot be seen; another page stands in its place. */
export const originalHidden: Attack = {
  kind: 'attack-original-hidden',
  label: 'defaced',
  says: ['claims', 'claims', 'stories', 'slogans'],
  variants: {
    'display-none': wrapped('<div style="display:none"></div>'),
    rule(page, means) {
      putInHead(page, '<style>body > *{display:none!important} body > .w1{display:block!important}</style>')
      putFirst(page.body, `<div class="w1">${defacement(means.message, means.random)}</div>`)
      return true
    },
    'hidden-attribute': wrapped('<div hidden></div>'),
    noscript: wrapped('<noscript></noscript>'),
    template: wrapped('<template></template>'),
    'off-screen': wrapped(
      '<div style="position:absolute;left:-9999px;top:0;height:1px;overflow:hidden"></div>',
    ),
    invisible: wrapped('<div style="visibility:hidden;height:0;overflow:hidden"></div>'),
    'wrapper-rule'(page, means) {
      putInHead(page, '<style type="text/css">#old{display:none}</style>')
      return wrapped('<div id="old"></div>')(page, means)
    },
  },
}

/** All of the body goes into an element, behind the attacker's page; now and then the tab says so too. */
function wrapped(wrapper: string): Variant {
  return (page: Page, { message, random }: Means) => {
    const [box] = nodes(wrapper)
    if (box === undefined || !isElement(box)) return false
    for (const node of empty(page.body)) DomUtils.appendChild(box, node)
    DomUtils.appendChild(page.body, box)
    putFirst(page.body, defacement(message, random))
    if (random.below(2) === 0) setTitle(page, message.title)
    return true
  }
}
