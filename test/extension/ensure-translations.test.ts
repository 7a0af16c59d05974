import { readFile } from 'node:fs/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { FakeBrowser } from './fake-browser.ts'

const LOCALES = new URL('../../src/extension/public/_locales/', import.meta.url)

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { ensureTranslations } = await import('../../src/extension/ensure-translations.ts')
const { text } = await import('../../src/extension/texts.ts')
const { fallBackOn } = await import('../../src/extension/translations.ts')

/** The package's own files, and nothing else. */
const fetched = vi.fn(async (address: string) => {
  const path = address.replace(/^.*_locales\//, '')
  return new Response(await readFile(new URL(path, LOCALES), 'utf8'))
})
vi.stubGlobal('fetch', fetched)

afterEach(() => {
  fallBackOn({})
  fetched.mockClear()
  vi.restoreAllMocks()
})

const withoutMessages = (language: string) => {
  vi.spyOn(browser.i18n, 'getMessage').mockReturnValue('')
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue(language)
}

it.each([
  ['fr-CA', 'Masthead : \u2068n’a pas pu être vérifiée\u2069'],
  ['fi', 'Masthead: \u2068could not be checked\u2069'],
])('a worker that was given no texts reads them from the package (%s)', async (language, words) => {
  withoutMessages(language)
  expect(text('icon_title', text('verdict_undetermined'))).toBe('')
  await ensureTranslations()
  expect(text('icon_title', text('verdict_undetermined')).replace(/\s/gu, ' ')).toBe(words)
})

it('nothing is read where the browser gives its texts', async () => {
  await ensureTranslations()
  expect(fetched).not.toHaveBeenCalled()
})
