import { DomUtils } from 'htmlparser2'
import type { Attack } from '../attack.ts'
import { escapeText, putLast, setTitle } from '../page.ts'

/** Only the tab, and what the page calls itself, say something else. */
export const titleOnly: Attack = {
  kind: 'attack-title-only',
  label: 'defaced',
  says: ['claims', 'claims', 'slogans'],
  variants: {
    title(page, { message }) {
      setTitle(page, message.title)
      return page.head !== null
    },
    'title-put-before'({ head }, { message }) {
      const title = head === null ? null : DomUtils.findOne(({ name }) => name === 'title', head.children)
      if (title === null) return false
      const [old] = title.children
      if (old === undefined || !('data' in old)) return false
      old.data = `${escapeText(message.title)} | ${old.data}`
      return true
    },
    'title-and-description'(page, { message }) {
      const { head } = page
      if (head === null) return false
      setTitle(page, message.title)
      const names = ['description', 'og:title', 'og:description', 'og:site_name', 'twitter:title']
      for (const meta of DomUtils.findAll(({ name }) => name === 'meta', head.children))
        if (names.includes(meta.attribs.name ?? meta.attribs.property ?? ''))
          meta.attribs.content = escapeText(message.title)
      return true
    },
    'title-twice'(page, { message }) {
      if (page.head === null) return false
      setTitle(page, message.title)
      putLast(page.head, `<script>document.title=${JSON.stringify(message.title)}</script>`)
      return true
    },
  },
}
