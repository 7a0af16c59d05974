import type { Attack, Variant } from '../attack.ts'
import { STRANGERS } from '../defacement.ts'
import { putFirst, putInHead } from '../page.ts'

/** The page is as it was, and sends its reader to somebody else's. */
export const sentAway: Attack = {
  kind: 'attack-sent-away',
  label: 'defaced',
  says: [],
  variants: {
    refresh: head((to) => `<meta http-equiv="refresh" content="0;url=${to}">`),
    'refresh-late': head((to) => `<meta http-equiv="Refresh" content="3; URL='${to}'">`),
    location: head((to) => `<script>location.href="${to}"</script>`),
    replace: head((to) => `<script>setTimeout(function(){window.location.replace("${to}")},900)</script>`),
    'in-body': (page, { random }) => {
      putFirst(page.body, `<script>top.location="${random.pick(STRANGERS.page)}"</script>`)
      return true
    },
  },
}

function head(markup: (to: string) => string): Variant {
  return (page, { random }) => {
    putInHead(page, markup(random.pick(STRANGERS.page)))
    return true
  }
}
