import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { fallBackOn, type Translations, translated } from './translations.ts'

const fileSchema = v.record(
  v.string(),
  v.object({
    message: v.string(),
    placeholders: v.optional(v.record(v.string(), v.object({ content: v.string() }))),
  }),
)

/**
 * Makes sure that there are texts. Chromium at times starts a worker or a page without its messages, and then every text
 * is empty for as long as that lives; the file is read from the package instead.
 */
export async function ensureTranslations(): Promise<void> {
  if (translated('extension_name', []) !== '') return
  const wanted = browser.i18n.getUILanguage()
  const base = wanted.split('-')[0] ?? wanted
  const last = browser.runtime.getManifest().default_locale ?? 'en'
  for (const language of new Set([wanted.replace('-', '_'), base, last])) {
    const read = await readTranslations(language)
    if (read === null) continue
    fallBackOn(read)
    return
  }
}

/** A language's texts as the package has them; null where it has no file of that language. */
export async function readTranslations(language: string): Promise<Translations | null> {
  try {
    const file = await fetch(browser.runtime.getURL(`_locales/${language}/messages.json`))
    return file.ok ? v.parse(fileSchema, await file.json()) : null
  } catch {
    return null
  }
}
