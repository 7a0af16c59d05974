import type { Attack, Means, Variant } from '../attack.ts'
import { putFirst, putInHead } from '../page.ts'

/** A dialog of the browser says it over a page that is as it was. */
export const alerted: Attack = {
  kind: 'attack-alert',
  label: 'defaced',
  says: ['claims', 'claims', 'slogans'],
  variants: {
    alert: script((words) => `alert(${words})`),
    confirm: script((words) => `while(!confirm(${words})){}`),
    late: script((words) => `onload=function(){setTimeout(function(){alert(${words})},500)}`),
    'in-body'(page, means) {
      putFirst(page.body, `<script>alert(${wordsOf(means)})</script>`)
      return true
    },
    handler(page, means) {
      page.body.attribs.onload = `alert('${means.message.title.replace(/['"\\]/g, '')}')`
      return true
    },
  },
}

const wordsOf = ({ message }: Means): string =>
  JSON.stringify([message.title, ...message.lines].join('\n')).replaceAll('</', '<\\/')

function script(code: (words: string) => string): Variant {
  return (page, means) => {
    putInHead(page, `<script>${code(wordsOf(means))}</script>`)
    return true
  }
}
