import type { Attack, Means } from '../attack.ts'
import { defacement, STRANGERS } from '../defacement.ts'
import { escapeText, fill, type Page, putFirst, putLast } from '../page.ts'

/** A frame over everything; what it shows comes from elsewhere, or is folded up in an attribute. */
export const frameOver: Attack = {
  kind: 'attack-frame-over',
  label: 'defaced',
  says: ['claims', 'claims', 'slogans'],
  variants: {
    fixed: (page, means) => add(page, `<iframe src="${foreign(means)}" style="${COVER}"></iframe>`),
    'fixed-first'({ body }, means) {
      putFirst(
        body,
        `<iframe frameborder="0" src="${foreign(means)}" style="position: fixed; inset: 0; width: 100vw; height: 100vh; border: none; z-index: 2147483647"></iframe>`,
      )
      return true
    },
    srcdoc: (page, means) => add(page, `<iframe style="${COVER}" srcdoc="${folded(means)}"></iframe>`),
    'in-box': (page, means) =>
      add(
        page,
        `<div style="${COVER};background:#fff"><iframe src="${foreign(means)}" width="100%" height="100%" frameborder="0"></iframe></div>`,
      ),
    'in-place': (page, means) =>
      replace(
        page,
        `<iframe src="${foreign(means)}" width="100%" height="100%" style="height:100vh" frameborder="0"></iframe>`,
      ),
    'srcdoc-in-place': (page, means) =>
      replace(page, `<iframe srcdoc="${folded(means)}" style="width:100vw;height:100vh;border:0"></iframe>`),
    object: (page, means) =>
      add(page, `<object type="text/html" data="${foreign(means)}" style="${COVER}"></object>`),
  },
}

const COVER = 'position:fixed;top:0;left:0;width:100%;height:100%;border:0;z-index:999999'

const foreign = ({ random }: Means): string => random.pick(STRANGERS.page)

/** A whole page as an attribute's value. */
const folded = ({ message, random }: Means): string =>
  escapeText(`<html><body style="background:#000;color:#fff">${defacement(message, random)}</body></html>`)

function add({ body }: Page, html: string): true {
  putLast(body, html)
  return true
}

function replace({ body }: Page, html: string): true {
  fill(body, html)
  return true
}
