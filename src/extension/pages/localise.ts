import browser from 'webextension-polyfill'
import { direction, type TextKey, text } from '../texts.ts'

/** Sets what the static HTML of a page cannot know: its language, its direction and its title. */
export function localise(title: TextKey): void {
  document.documentElement.lang = browser.i18n.getUILanguage()
  document.documentElement.dir = direction()
  document.title = text(title)
}

/** A moment in the reader's own format. */
export function moment(at: number): string {
  return new Intl.DateTimeFormat(browser.i18n.getUILanguage(), {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at)
}

/** A number in the reader's own format. */
export function number(value: number): string {
  return new Intl.NumberFormat(browser.i18n.getUILanguage(), { maximumFractionDigits: 1 }).format(value)
}
