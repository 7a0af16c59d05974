import type { ReadAttribute } from './builder.ts'

/**
 * Hands other than the site's that changed the page before it was looked at, as far as they leave traces:
 * another extension of the reader's, one that turns pages dark, a translation.
 */
export const GUESTS = ['extension', 'darkened', 'translated'] as const
export type Guest = (typeof GUESTS)[number]

/** Addresses that only an extension's own files have. */
const OWN_FILE = /^\s*(?:chrome|moz|safari-web|ms-browser)-extension:/i

/** Whether an address leads into another extension. */
export const isGuestFile = (src: string): boolean => OWN_FILE.test(src)

/** Marks that extensions put on the page's first two elements so that they find the page again, and who does. */
const MARKS: readonly (readonly [string, Guest])[] = [
  // Dark Reader
  ['data-darkreader-mode', 'darkened'],
  ['data-darkreader-scheme', 'darkened'],
  // Grammarly
  ['data-gr-ext-installed', 'extension'],
  ['data-new-gr-c-s-check-loaded', 'extension'],
  // LanguageTool
  ['data-lt-installed', 'extension'],
  // ColorZilla
  ['cz-shortcut-listen', 'extension'],
]
/** What Chromium's own translation writes on the root element. */
const TRANSLATED = /(?:^|\s)translated-(?:ltr|rtl)(?:\s|$)/

/** Who left a mark on the root element or the body. */
export function guestsAt(read: ReadAttribute): Guest[] {
  const marked = MARKS.filter(([name]) => read(name) !== null).map(([, guest]) => guest)
  return TRANSLATED.test(read('class') ?? '') ? [...marked, 'translated'] : marked
}
