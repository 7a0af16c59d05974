import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'tldts'
import { expect, test } from 'vitest'
import { DEFAULT_PACK } from '../../../../src/extension/background/watch/default-pack.ts'
import { watchPacks } from '../../../../src/extension/background/watch/packs.ts'

const LOCALES = join(import.meta.dirname, '../../../../src/extension/public/_locales')

const domains = watchPacks.flatMap((pack) => pack.domains.map(({ domain }) => domain))

test('every domain is a registrable domain, not a host under one', () => {
  const wrong = domains.filter((domain) => {
    const { domain: registrable, isIcann } = parse(domain)
    return registrable !== domain || isIcann !== true
  })
  expect(wrong).toEqual([])
})

test('no domain and no pack is listed twice', () => {
  const twice = domains.filter((domain, at) => domains.indexOf(domain) !== at)
  expect(twice).toEqual([])
  expect(new Set(watchPacks.map(({ pack }) => pack)).size).toBe(watchPacks.length)
})

test('the press of France is complete for the outlets that were attacked or reported down in January 2015', () => {
  const french = watchPacks.find(({ pack }) => pack === 'fr')?.domains.map(({ domain }) => domain)
  for (const domain of [
    'leparisien.fr',
    'lexpress.fr',
    '20minutes.fr',
    'mediapart.fr',
    'franceinter.fr',
    'radiofrance.fr',
    'marianne.net',
    'slate.fr',
    'tv5monde.com',
    'charliehebdo.fr',
  ])
    expect(french).toContain(domain)
  expect(french?.length).toBeGreaterThanOrEqual(90)
})

test('news of more than 45 countries can be watched', () => {
  const countries = new Set(
    watchPacks.map(({ country }) => country).filter((code) => /^[A-Z]{2}$/.test(code)),
  )
  expect(countries.size).toBeGreaterThan(45)
  expect(domains.length).toBeGreaterThan(1_000)
})

test('the regions have names that a browser knows', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  expect(watchPacks.filter(({ country }) => names.of(country) === undefined)).toEqual([])
})

test('the default pack exists', () => {
  expect(watchPacks.map(({ pack }) => pack)).toContain(DEFAULT_PACK)
})

test('a pack of several countries has a name in every language of the extension, in every browser', () => {
  for (const language of readdirSync(LOCALES)) {
    const texts = Object.keys(JSON.parse(readFileSync(join(LOCALES, language, 'messages.json'), 'utf8')))
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    const isNamed = (code: string) => /^[A-Z]{2}$/.test(code) && names.of(code) !== undefined
    for (const { pack, country, parts } of watchPacks) {
      expect(/^\d/.test(country) ? parts : ['one'], pack).not.toEqual([])
      const isOfCountries = parts.every(isNamed)
      // Chromium has no names for other parts of the world.
      if (!isOfCountries) expect(texts, `${pack}, ${language}`).toContain(`pack_${pack.replaceAll('-', '_')}`)
    }
  }
})
