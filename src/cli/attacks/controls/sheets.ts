import type { Attack, Variant } from '../attack.ts'
import { escapeText, putFirst, putLast } from '../page.ts'
import type { HouseTexts } from './house-texts.ts'

/** Consent and newsletter, in a fixed box over the page. */
export const consent: Attack = {
  kind: 'control-consent',
  label: 'clean',
  says: [],
  variants: {
    'consent-sheet': asking(
      (house) => house.consent,
      (inside) =>
        `<div id="consent" style="position:fixed;inset:0;background:rgba(0,0,0,.7);z-index:99999"><div style="background:#fff;max-width:600px;margin:10vh auto;padding:24px">${inside}</div></div>`,
    ),
    'consent-bar': asking(
      (house) => house.consent,
      (inside) =>
        `<div role="dialog" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px;z-index:10000">${inside}</div>`,
    ),
    newsletter: asking(
      (house) => house.newsletter,
      (inside) =>
        `<div class="nl-layer" style="position:fixed;top:0;left:0;width:100%;height:100%;background:#000c;z-index:9999"><form method="post" style="background:#fff;width:420px;margin:15% auto">${inside}<input type="email" name="mail"></form></div>`,
    ),
  },
}

/** "Subscribe to read on", which the reader cannot pass. */
export const subscription: Attack = {
  kind: 'control-subscription',
  label: 'clean',
  says: [],
  variants: {
    dialog: asking(
      (house) => house.subscribe,
      (inside) =>
        `<dialog open style="position:fixed;top:10vh;z-index:100000;width:560px;padding:32px">${inside}</dialog>`,
    ),
    sheet: asking(
      (house) => house.subscribe,
      (inside) =>
        `<div style="position:fixed;bottom:0;left:0;width:100%;height:60vh;background:#fff;z-index:5000;text-align:center">${inside}</div>`,
    ),
  },
}

/** A frame with a promotion of the house, or with an advertisement, fixed to the bottom or over the page. */
export const promoFrame: Attack = {
  kind: 'control-promo-frame',
  label: 'clean',
  says: [],
  variants: {
    'own-frame'({ body, origin }) {
      putLast(
        body,
        `<iframe src="${origin}/promo/app.html" title="App" style="position:fixed;bottom:0;left:0;width:100%;height:160px;border:0;z-index:9000"></iframe>`,
      )
      return true
    },
    'ad-bottom'({ body }) {
      putLast(
        body,
        '<div id="anchor-ad" style="position:fixed;bottom:0;width:100%;height:90px;z-index:9000"><iframe id="google_ads_iframe_1" src="https://tpc.googlesyndication.com/safeframe/1-0-40/html/container.html" width="728" height="90" frameborder="0" scrolling="no"></iframe></div>',
      )
      return true
    },
    'ad-full-page'({ body }) {
      putFirst(
        body,
        '<div class="interstitial" style="position:fixed;inset:0;z-index:2147483000;background:#fff"><iframe src="https://ad.doubleclick.net/ddm/adi/N1/B2;sz=1x1" width="100%" height="100%" frameborder="0"></iframe></div>',
      )
      return true
    },
  },
}

function asking(
  piece: (house: HouseTexts) => HouseTexts['consent'],
  wrap: (inside: string) => string,
): Variant {
  return ({ body, siteName, origin }, { house }) => {
    const { title, text, yes, no } = piece(house)
    const inside = `<h2>${escapeText(title)}</h2><p>${escapeText(siteName)}: ${escapeText(text)}</p><button>${escapeText(yes)}</button> <a href="${origin}/privacy">${escapeText(no)}</a>`
    putLast(body, wrap(inside))
    return true
  }
}
