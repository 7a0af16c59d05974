import browser from 'webextension-polyfill'
import type { Reason } from '../engine/verdict/verdict.ts'
import type english from './public/_locales/en/messages.json'
import { filled, type Translations, translated } from './translations.ts'

/** Every text there is, in every language: the compiler knows the keys, a test holds the locales together. */
export type TextKey = keyof typeof english

/** Longer pieces of a page are cut: nobody reads a title of ten thousand letters. */
const LONGEST = 160
/** Chromium refuses more. */
const MOST_PARAMS = 9

/** A text in the reader's language. Params may come from a page: they are cut and cannot turn the sentence around. */
export function text(key: TextKey, ...params: string[]): string {
  return translated(key, params.slice(0, MOST_PARAMS).map(isolate))
}

/** A text around another one of ours, which stays whole. */
export function textAround(key: TextKey, inner: string): string {
  return translated(key, [`\u2068${inner}\u2069`])
}

/** The language the texts are in, which need not be the browser's: not every language is translated. */
export function language(): string {
  const own = text('language')
  const wanted = browser.i18n.getUILanguage()
  return wanted.split('-')[0] === own ? wanted : own
}

/** Which way the texts run. */
export function direction(): 'ltr' | 'rtl' {
  return text('direction') === 'rtl' ? 'rtl' : 'ltr'
}

/** What can be counted: each has a text for every form that the language gives a number (`count_visits_one`, …). */
export type Counted = TextKey extends infer K ? (K extends `count_${infer What}_other` ? What : never) : never

/** A count in the reader's words and digits, in the form that the language has for it. */
export function count(what: Counted, value: number, ...params: string[]): string {
  const form = new Intl.PluralRules(language()).select(value)
  const shown = new Intl.NumberFormat(language()).format(value)
  const all = [shown, ...params].map(isolate)
  const message = translated(`count_${what}_${form}`, all)
  return message || translated(`count_${what}_other`, all)
}

/** A reason as the engine gave it. A key no locale has yet says at least that there is a reason. */
export function reasonText({ key, params }: Reason): string {
  return translated(key, params.slice(0, MOST_PARAMS).map(isolate)) || text('reason_unknown')
}

/** The same in another language than the reader's, for what is sent to somebody else: without marks that only a page needs. */
export function reasonTextIn(translations: Translations, { key, params }: Reason): string {
  const sentence = filled(
    translations[key] ?? translations.reason_unknown,
    params.slice(0, MOST_PARAMS).map(cut),
  )
  return sentence || key
}

/** Wrapped in Unicode's first-strong isolate, without the characters that could end or outdo it. */
export function isolate(param: string): string {
  return `\u2068${cut(param)}\u2069`
}

/** The same piece of a page where markup isolates it. */
export function cut(param: string): string {
  const clean = param.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\p{Cc}]/gu, ' ').trim()
  const letters = Array.from(clean.slice(0, LONGEST * 2))
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('')
}
