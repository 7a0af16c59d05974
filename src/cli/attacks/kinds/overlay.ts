import type { Attack, Variant } from '../attack.ts'
import { defacement } from '../defacement.ts'
import { type Page, putFirst, putInHead, putLast } from '../page.ts'

/** A sheet over the page, which goes on living under it. */
export const overlay: Attack = {
  kind: 'attack-overlay',
  label: 'defaced',
  says: ['claims', 'claims', 'stories', 'slogans'],
  variants: {
    inline: sheet(putLast, (inside) => `<div style="${COVER};background:#000;color:#fff">${inside}</div>`),
    'inline-first': sheet(
      putFirst,
      (inside) =>
        `<section style="position: fixed; inset: 0; z-index: 2147483647; background: white">${inside}</section>`,
    ),
    rule(page, { message, random }) {
      const name = random.pick(['hx', 'msg-wrap', 'modal-full', 'o9'])
      putInHead(page, `<style>.${name}{${COVER};background:#111;color:#0f0;text-align:center}</style>`)
      putLast(page.body, `<div class="${name}">${defacement(message, random)}</div>`)
      return true
    },
    dialog: sheet(
      putLast,
      (inside) =>
        `<dialog open style="width:100vw;height:100vh;max-width:none;border:0;margin:0;position:fixed;top:0;left:0;z-index:99999">${inside}</dialog>`,
    ),
    absolute(page, { message, random }) {
      const style = page.body.attribs.style ?? ''
      page.body.attribs.style = `${style};overflow:hidden`
      const inside = defacement(message, random)
      putLast(
        page.body,
        `<div id="ovl" style="position:absolute;top:0;left:0;width:100%;height:100%;z-index:10000;background-color:black;color:white">${inside}</div>`,
      )
      return true
    },
  },
}

const COVER = 'position:fixed;top:0;left:0;width:100%;height:100%;z-index:999999'

function sheet(put: (body: Page['body'], html: string) => void, wrap: (inside: string) => string): Variant {
  return ({ body }, { message, random }) => {
    put(body, wrap(defacement(message, random)))
    return true
  }
}
