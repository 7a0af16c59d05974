import { DomUtils } from 'htmlparser2'
import { escapeText } from '../../attacks/page.ts'
import type { Disguise } from '../disguise.ts'
import {
  putAtEnd,
  putInHead,
  putOnTop,
  replaceInside,
  replaceTexts,
  type StressPage,
  wordsOf,
} from '../page.ts'

const WRITE = { decodeEntities: true, encodeEntities: 'utf8' } as const

/** Takes the inside of what was put into the page out, of all the page where it is all, and puts what is made of it there. */
function instead(page: StressPage, write: (inside: string, isAll: boolean) => string): boolean {
  let isChanged = false
  for (const place of page.places) {
    const inside = place.children.map((node) => DomUtils.getOuterHTML(node, WRITE)).join('')
    const kept = inside.replace(
      /<(?:head|title)\b[\s\S]*?<\/(?:head|title)>|<\/?html[^>]*>|<!doctype[^>]*>/gi,
      '',
    )
    if (kept.trim() === '') continue
    replaceInside(page, place, write(kept, place === page.body))
    isChanged = true
  }
  return isChanged
}

const percent = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const literal = (text: string): string => JSON.stringify(text).replaceAll('</', '<\\/')

/** Adds something to a page that says what it says. */
const extra = (name: string, about: string, add: (page: StressPage) => void): Disguise => ({
  name,
  about,
  change(page) {
    add(page)
    return true
  },
})

/** Pages whose text is somewhere else until they run. */
export const WRITTEN_DISGUISES: readonly Disguise[] = [
  {
    name: 'frame-srcdoc',
    about: 'all that is said in the srcdoc of a frame',
    change: (page) =>
      instead(
        page,
        (inside) =>
          `<iframe srcdoc="${escapeText(inside)}" style="border:0;width:100%;height:100%"></iframe>`,
      ),
  },
  {
    name: 'frame-data',
    about: 'all that is said in the data address of a frame',
    change: (page) =>
      instead(
        page,
        (inside) =>
          `<iframe src="data:text/html;charset=utf-8,${encodeURIComponent(inside)}" width="100%" height="100%"></iframe>`,
      ),
  },
  {
    name: 'frame-data-64',
    about: 'the same, in base64',
    change: (page) =>
      instead(
        page,
        (inside) =>
          `<iframe src="data:text/html;base64,${base64(inside)}" width="100%" height="100%"></iframe>`,
      ),
  },
  {
    name: 'object-data',
    about: 'all that is said in the data address of an object',
    change: (page) =>
      instead(
        page,
        (inside) =>
          `<object type="text/html" data="data:text/html;base64,${base64(inside)}" width="100%" height="100%"></object>`,
      ),
  },
  {
    name: 'script-percent',
    about: 'document.write(unescape(…))',
    change: (page) =>
      instead(page, (inside) => `<script>document.write(decodeURIComponent("${percent(inside)}"))</script>`),
  },
  {
    name: 'script-base64',
    about: 'document.write(atob(…))',
    change: (page) => instead(page, (inside) => `<script>document.write(atob("${base64(inside)}"))</script>`),
  },
  {
    name: 'script-codes',
    about: 'document.write(String.fromCharCode(…))',
    change: (page) =>
      instead(
        page,
        (inside) =>
          `<script>document.write(String.fromCharCode(${[...Array(Math.min(inside.length, 6_000)).keys()].map((index) => inside.charCodeAt(index)).join(',')}))</script>`,
      ),
  },
  {
    name: 'script-inner',
    about: 'document.body.innerHTML = …, or += … where the site stays there',
    change: (page) =>
      instead(
        page,
        (inside, isAll) =>
          `<script>window.onload = function () { document.body.innerHTML ${isAll ? '=' : '+='} ${literal(inside.replace(/<script[\s\S]*?<\/script>/gi, ''))} }</script>`,
      ),
  },
  {
    name: 'typed',
    about: 'each text typed letter by letter by a timer',
    change(page) {
      const lines = wordsOf(page).split('\n')
      if (!replaceTexts(page, (_, index) => (index === 0 ? '<span id="typed"></span>' : ''))) return false
      putAtEnd(
        page,
        `<script>var lines = ${literal(lines.join('|'))}.split("|"), row = 0, at = 0; function type() { var text = lines[row]; document.getElementById("typed").textContent += text.charAt(at++); if (at >= text.length) { row++; at = 0 } if (row < lines.length) setTimeout(type, 90) } type()</script>`,
      )
      return true
    },
  },
  {
    name: 'typed-library',
    about: 'the texts handed to a library that types them',
    change(page) {
      const lines = wordsOf(page).split('\n')
      if (!replaceTexts(page, (_, index) => (index === 0 ? '<span id="typed"></span>' : ''))) return false
      putAtEnd(
        page,
        `<script src="typed.min.js"></script><script>new Typed('#typed', { strings: ${literal('@').replace('"@"', JSON.stringify(lines).replaceAll('</', '<\\/'))}, typeSpeed: 40, loop: true });</script>`,
      )
      return true
    },
  },
  {
    name: 'alert-only',
    about: 'the texts in a dialog on load',
    change(page) {
      const words = wordsOf(page)
      if (!replaceTexts(page, () => '')) return false
      putAtEnd(page, `<script>window.onload = function () { alert(${literal(words)}) }</script>`)
      return true
    },
  },
  {
    name: 'title-timer',
    about: 'the title set by a timer, a calm one until then',
    change(page) {
      if (page.title === null) return false
      const title = page.title.data.trim()
      page.title.data = 'Home'
      putInHead(
        page,
        `<script>var n = 0; setInterval(function () { document.title = n++ % 2 ? ${literal(title)} : "!!!" }, 800)</script>`,
      )
      return true
    },
  },
]

const NEWS =
  'The council met on Tuesday to discuss the new library, which is to open its doors in the spring. Residents asked about parking, opening hours and the old building, for which three offers have come in. The mayor said that no decision would be taken before the summer, and thanked everybody who had come in spite of the rain. '

/** What attackers add, and what they hide beside their message to look like a newspaper. */
export const EXTRA_DISGUISES: readonly Disguise[] = [
  extra('favicon', 'another icon', (page) =>
    putInHead(page, '<link rel="shortcut icon" href="https://i.pic-drop.example/u/s.ico">'),
  ),
  extra('alert', 'a greeting on load', (page) => putInHead(page, '<script>alert("Welcome")</script>')),
  extra('key-blocking', 'context menu, selection and keys blocked', (page) =>
    putInHead(
      page,
      '<script>document.oncontextmenu = function () { return false }; document.onkeydown = function () { return false }; document.onselectstart = function () { return false }</script>',
    ),
  ),
  extra('sound', 'sound that starts by itself', (page) =>
    putAtEnd(page, '<audio src="s.mp3" autoplay loop></audio>'),
  ),
  extra('frame', 'a frame beside the text', (page) =>
    putAtEnd(page, '<iframe src="https://night-notes.example/" width="1" height="1"></iframe>'),
  ),
  extra('meta-refresh', 'a refresh to another site after some seconds', (page) =>
    putInHead(page, '<meta http-equiv="refresh" content="9; url=https://night-notes.example/">'),
  ),
  extra('script-redirect', 'a script that goes to another site after some seconds', (page) =>
    putInHead(
      page,
      '<script>setTimeout(function () { window.location = "https://night-notes.example/" }, 9000)</script>',
    ),
  ),
  extra('decoy-display', 'news that is not displayed', (page) =>
    putAtEnd(page, `<div style="display:none"><p>${NEWS.repeat(12)}</p></div>`),
  ),
  extra('decoy-rule', 'news that a style rule hides', (page) => {
    putInHead(page, '<style>.n { display: none }</style>')
    putAtEnd(page, `<div class="n"><p>${NEWS.repeat(12)}</p></div>`)
  }),
  extra('decoy-off-screen', 'news off the screen', (page) =>
    putOnTop(page, `<div style="position:absolute;left:-9999px"><p>${NEWS.repeat(12)}</p></div>`),
  ),
  extra('decoy-colour', 'news in the colour of its ground', (page) =>
    putAtEnd(page, `<div style="background:#000;color:#000"><p>${NEWS.repeat(12)}</p></div>`),
  ),
  extra('decoy-tiny', 'news one pixel high', (page) =>
    putAtEnd(page, `<div style="height:1px;width:1px;overflow:hidden"><p>${NEWS.repeat(12)}</p></div>`),
  ),
  extra('decoy-noscript', 'news for readers without scripts', (page) =>
    putAtEnd(page, `<noscript><p>${NEWS.repeat(12)}</p></noscript>`),
  ),
  extra('decoy-template', 'news in a template', (page) =>
    putAtEnd(page, `<template><p>${NEWS.repeat(12)}</p></template>`),
  ),
  extra('decoy-comment', 'news in a comment', (page) => putOnTop(page, `<!-- ${NEWS.repeat(12)} -->`)),
]
