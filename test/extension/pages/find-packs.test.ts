import { describe, expect, it, vi } from 'vitest'
import type { PackStatus } from '../../../src/extension/messages.ts'
import { byNearness, findPacks } from '../../../src/extension/pages/find-packs.ts'

vi.mock('webextension-polyfill', async () => {
  const { FakeBrowser } = await import('../fake-browser.ts')
  return { default: new FakeBrowser() }
})

const pack = (
  pack: string,
  country: string,
  languages: string[],
  title: string,
  names: string[],
): PackStatus => ({
  pack,
  country,
  parts: [],
  languages,
  title,
  version: '2026-11-22',
  domains: names.map((name) => ({
    domain: `${name.toLowerCase()}.example`,
    name,
    isOn: false,
    isGranted: false,
    isFixed: false,
  })),
})
const packs = [
  pack('us', 'US', ['en', 'es'], 'United States', ['Tribune']),
  pack('at', 'AT', ['de'], 'Austria', ['Kurier']),
  pack('de', 'DE', ['de'], 'Germany', ['Zürcher']),
  pack('mx', 'MX', ['es'], 'Mexico', ['Reforma']),
  pack('arab', '145', ['ar', 'en'], 'Arab media', ['Sharq']),
]
const names = (found: readonly PackStatus[]) => found.map(({ pack }) => pack)

describe('packs are found', () => {
  it('by country, by language, by region, and by the name of a site, whatever the accents', () => {
    expect(names(findPacks(packs, 'austr'))).toEqual(['at'])
    expect(names(findPacks(packs, 'GERMAN'))).toEqual(['at', 'de'])
    expect(names(findPacks(packs, 'arab me'))).toEqual(['arab'])
    expect(names(findPacks(packs, 'zurcher'))).toEqual(['de'])
    expect(names(findPacks(packs, 'reforma.example'))).toEqual(['mx'])
  })

  it('all of them by nothing, and none by what nobody is called', () => {
    expect(findPacks(packs, '  ')).toHaveLength(packs.length)
    expect(findPacks(packs, 'atlantis')).toEqual([])
  })
})

describe('packs stand in order', () => {
  it('of country, then language, then name', () => {
    expect(names(byNearness(packs, ['de-AT', 'es']))).toEqual(['at', 'de', 'mx', 'us', 'arab'])
    expect(names(byNearness(packs, []))).toEqual(['arab', 'at', 'de', 'mx', 'us'])
  })
})
