import type { Attack } from '../attack.ts'
import { escapeText, putFirst } from '../page.ts'
import { putUnderTop } from './place.ts'

/** "BREAKING: …" on top of the page, linked to the site's own story. */
export const breaking: Attack = {
  kind: 'control-breaking',
  label: 'clean',
  says: [],
  variants: {
    'under-header'(page, { house, random }) {
      const { title, text } = random.pick(house.breaking)
      return putUnderTop(
        page,
        `<div class="breaking-news" role="alert"><a href="${page.origin}/news/breaking"><strong>${title}:</strong> ${escapeText(text)}</a></div>`,
      )
    },
    'red-bar'({ body, origin }, { house, random }) {
      const { title, text } = random.pick(house.breaking)
      putFirst(
        body,
        `<div style="background:#c00;color:#fff;padding:12px 20px;font-size:22px"><b>${title}</b> <a href="${origin}/live" style="color:#fff">${escapeText(text)}</a></div>`,
      )
      return true
    },
    capitals({ body, origin }, { house, random }) {
      const { title, text } = random.pick(house.breaking)
      putFirst(
        body,
        `<section class="alert-top"><h2><a href="${origin}/alert">${title}: ${escapeText(text).toUpperCase()}</a></h2></section>`,
      )
      return true
    },
  },
}

/** A box with short notes in capitals, the newest first. */
export const liveBox: Attack = {
  kind: 'control-live-box',
  label: 'clean',
  says: [],
  variants: {
    list: (page, { house }) =>
      putUnderTop(
        page,
        `<div class="live-box"><h2>${house.live.title}</h2><ul>${house.live.entries.map((entry) => `<li><a href="${page.origin}/live#${entry.slice(0, 2)}">${entry}</a></li>`).join('')}</ul></div>`,
      ),
    unlinked: (page, { house }) =>
      putUnderTop(
        page,
        `<section class="ticker"><h3>${house.live.title}</h3>${house.live.entries.map((entry) => `<p>${entry}</p>`).join('')}</section>`,
      ),
  },
}

/** A picture as wide as the page for one special night, from where the site keeps its pictures. */
export const election: Attack = {
  kind: 'control-election',
  label: 'clean',
  says: [],
  variants: {
    'picture-with-text': (page, { house }) =>
      putUnderTop(
        page,
        `<a class="special" href="${page.origin}/election"><img src="${page.origin}/media/election-night-2400.jpg" width="2400" height="800" style="width:100%" alt="${house.election.title}"><h2>${house.election.title}</h2><p>${house.election.text}</p></a>`,
      ),
    'picture-alone'({ body, origin }, { house }) {
      putFirst(
        body,
        `<a href="${origin}/election"><img src="https://cdn.media-house.example/special/night.jpg" style="width:100%;display:block" alt="${house.election.title}"></a>`,
      )
      return true
    },
  },
}
