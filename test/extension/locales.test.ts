import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REASON_KEYS } from '../../src/engine/verdict/reason-keys.ts'

interface Text {
  message: string
  placeholders?: Record<string, { content: string }>
}

const EXTENSION = join(import.meta.dirname, '../../src/extension')
const LOCALES = join(EXTENSION, 'public/_locales')
const locales = readdirSync(LOCALES)

const textsOf = (locale: string): Record<string, Text> =>
  JSON.parse(readFileSync(join(LOCALES, locale, 'messages.json'), 'utf8'))
const english = textsOf('en')

/** Names of the placeholders a message uses, `$LIKE_THIS$`. */
const used = ({ message }: Text) =>
  [...message.matchAll(/\$([A-Za-z0-9_@]+)\$/g)].map(([, name = '']) => name.toLowerCase()).sort()

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(?:tsx?|json)$/.test(entry.name) && !entry.parentPath.includes('_locales'),
    )
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))

/** Texts with a number have a form for each kind of number that the language tells apart. */
const isCounted = (key: string) => key.startsWith('count_')
const plain = (texts: Record<string, Text>) => Object.keys(texts).filter((key) => !isCounted(key))
const counted = [...new Set(Object.keys(english).filter(isCounted).map(withoutForm))]

function withoutForm(key: string): string {
  return key.replace(/_[a-z]+$/, '')
}

describe.each(locales)('the texts in %s', (locale) => {
  const texts = textsOf(locale)

  it('are all there, and no others', () => {
    expect(plain(texts).sort()).toEqual(plain(english).sort())
  })

  it('are named after their language, which runs the way it does', () => {
    expect(texts.language?.message).toBe(locale)
    expect(texts.direction?.message).toBe(locale === 'ar' ? 'rtl' : 'ltr')
  })

  it('have every form that the language gives a number, and no others', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
    const expected = counted.flatMap((key) => forms.map((form) => `${key}_${form}`))
    expect(expected.length).toBeGreaterThan(2)
    expect(Object.keys(texts).filter(isCounted).sort()).toEqual(expected.sort())
  })

  it('with a number use the placeholders of English, but for a number that is a word', () => {
    for (const [key, text] of Object.entries(texts).filter(([key]) => isCounted(key))) {
      const wanted = english[`${withoutForm(key)}_other`]?.placeholders ?? {}
      const names = Object.keys(text.placeholders ?? {})
      expect([...new Set(used(text))], key).toEqual(names.sort())
      for (const name of names) expect(text.placeholders?.[name], key).toEqual(wanted[name])
      const unsaid = Object.keys(wanted).filter((name) => !names.includes(name))
      expect(['', 'count'], key).toContain(unsaid.join())
      if (key.endsWith('_other')) expect(unsaid, key).toEqual([])
    }
  })

  it('say something, and use every placeholder they name in the same place as English', () => {
    for (const [key, text] of Object.entries(texts).filter(([key]) => !isCounted(key))) {
      expect(text.message.trim(), key).not.toBe('')
      expect(text.placeholders ?? {}, key).toEqual(english[key]?.placeholders ?? {})
      expect([...new Set(used(text))], key).toEqual(Object.keys(text.placeholders ?? {}).sort())
    }
  })
})

it('the languages that readers are told of are those there are', () => {
  const keys = readFileSync(join(EXTENSION, 'pages/options/keys.tsx'), 'utf8')
  const told = /LANGUAGES = \[([^\]]*)\]/.exec(keys)?.[1]?.match(/[a-z]{2}/g) ?? []
  expect(told.sort()).toEqual(locales.toSorted())
  expect(locales).toEqual(expect.arrayContaining(['ar', 'de', 'en', 'es', 'fr']))
})

describe('every text that is used', () => {
  const all = [...sources(EXTENSION), readFileSync(join(EXTENSION, '../../manifest.json'), 'utf8')].join('\n')

  it('by name in the extension exists', () => {
    const named = [...all.matchAll(/\btext\(\s*'([a-z_]+)'|__MSG_(\w+)__|localise\('([a-z_]+)'\)/g)]
    const keys = named.map(([, call, manifest, title]) => call ?? manifest ?? title ?? '')
    expect(keys.length).toBeGreaterThan(30)
    for (const key of keys) expect(Object.keys(english), key).toContain(key)
  })

  it('by its name or by how its name begins is all there is', () => {
    const written = new Set([...all.matchAll(/['"`]([a-z0-9_]+)['"`]/g)].map(([, key = '']) => key))
    const begun = [...all.matchAll(/\btext\(\s*`([a-z_]+)\$\{/g)].map(([, start = '']) => start)
    const manifest = [...all.matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key)
    const counts = [...all.matchAll(/\bcount\(\s*'([a-z_]+)'/g)].map(([, what = '']) => `count_${what}`)
    const isUsed = (key: string) =>
      written.has(key) ||
      manifest.includes(key) ||
      begun.some((start) => key.startsWith(start) && key !== start) ||
      (isCounted(key) && counts.includes(withoutForm(key))) ||
      REASON_KEYS.includes(key)
    expect(Object.keys(english).filter((key) => !isUsed(key))).toEqual([])
  })

  it('by the engine as a reason exists, and the engine can give every reason there is', () => {
    const own = ['reason_unknown', 'reason_storage_unavailable']
    const told = Object.keys(english).filter((key) => key.startsWith('reason_') && !own.includes(key))
    expect(told.sort()).toEqual([...REASON_KEYS].sort())
  })

  it('by the engine is listed', () => {
    const engine = sources(join(EXTENSION, '../engine')).join('\n')
    const keys = new Set([...engine.matchAll(/'(reason_[a-z0-9_]+)'/g)].map(([, key = '']) => key))
    expect(keys.size).toBeGreaterThan(4)
    expect([...keys].filter((key) => !REASON_KEYS.includes(key))).toEqual([])
  })
})
