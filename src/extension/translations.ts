import browser from 'webextension-polyfill'

/** A language's texts as its file in `_locales` has them. */
export type Translations = Record<string, Translation>

interface Translation {
  message: string
  placeholders?: Record<string, { content: string }> | undefined
}

let own: Translations = {}

/** What to say where the browser has no text to give. */
export function fallBackOn(translations: Translations): void {
  own = translations
}

/** The browser's text of that name with its parameters in place; '' where no language has it. */
export function translated(key: string, params: readonly string[]): string {
  return browser.i18n.getMessage(key, [...params]) || filled(own[key], params)
}

/** A text with its parameters in place; '' where there is none. */
export function filled(entry: Translation | undefined, params: readonly string[]): string {
  if (entry === undefined) return ''
  return entry.message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = entry.placeholders?.[name.toLowerCase()]?.content ?? ''
    return content.replace(/\$(\d)/g, (__, place: string) => params[Number(place) - 1] ?? '')
  })
}
