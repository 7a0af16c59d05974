import { escapeText } from '../attacks/page.ts'
import type { Hiding } from './disguise.ts'
import { putAtEnd, putInHead, putOnTop } from './page.ts'

const hiding = (name: string, about: string, write: (message: string) => string): Hiding => ({
  name,
  about,
  hide: (page, message) => putOnTop(page, write(escapeText(message))),
})

/** Places where no reader sees a message: on a healthy page it means nothing there. */
export const HIDINGS: readonly Hiding[] = [
  hiding('in-comment', 'in a comment', (message) => `<!-- ${message.replaceAll('--', '')} -->`),
  hiding(
    'in-noscript',
    'for readers without scripts',
    (message) => `<noscript><h1>${message}</h1></noscript>`,
  ),
  hiding('in-template', 'in a template', (message) => `<template><h1>${message}</h1></template>`),
  hiding(
    'not-displayed',
    'not displayed',
    (message) => `<div style="display:none"><h1>${message}</h1></div>`,
  ),
  hiding(
    'off-screen',
    'off the screen',
    (message) => `<div style="position:absolute;left:-9999px;top:0"><h1>${message}</h1></div>`,
  ),
  hiding(
    'off-screen-top',
    'above the screen',
    (message) => `<div style="position:fixed;top:-5000px"><h1>${message}</h1></div>`,
  ),
  hiding(
    'same-colour',
    'in the colour of its ground',
    (message) => `<div style="color:#ffffff;background-color:white"><h1>${message}</h1></div>`,
  ),
  hiding(
    'same-colour-inside',
    'in the colour of the ground around it',
    (message) => `<div style="background:#000"><p><font color="black" size="6">${message}</font></p></div>`,
  ),
  hiding('clear', 'in no colour at all', (message) => `<h1 style="color:transparent">${message}</h1>`),
  hiding(
    'clipped',
    'clipped to nothing',
    (message) =>
      `<h1 style="position:absolute;clip:rect(0 0 0 0);width:1px;height:1px;overflow:hidden">${message}</h1>`,
  ),
  hiding('no-size', 'in letters without size', (message) => `<h1 style="font-size:0">${message}</h1>`),
  hiding('hidden-field', 'in a hidden field', (message) => `<input type="hidden" value="${message}">`),
  hiding(
    'data-attribute',
    'in an attribute that nothing shows',
    (message) => `<div data-note="${message}"></div>`,
  ),
  {
    name: 'by-rule',
    about: 'hidden by a style rule',
    hide(page, message) {
      putOnTop(page, `<div class="vh-note"><h1>${escapeText(message)}</h1></div>`)
      // Last, so that on a page without a head it comes first.
      putInHead(page, '<style>.vh-note { position: absolute; left: -9999px }</style>')
    },
  },
  {
    name: 'in-data',
    about: 'in data for scripts',
    hide(page, message) {
      putAtEnd(
        page,
        `<script type="application/json">${JSON.stringify({ message }).replaceAll('</', '<\\/')}</script>`,
      )
    },
  },
]
