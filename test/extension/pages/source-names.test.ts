import * as v from 'valibot'
import { expect, it, vi } from 'vitest'
import { shippedPacks } from '../../../src/engine/patterns/packs/index.ts'

vi.mock('webextension-polyfill', async () => {
  const { FakeBrowser } = await import('../fake-browser.ts')
  return { default: new FakeBrowser() }
})
const { languagesOf, sourceName } = await import('../../../src/extension/pages/sources.ts')

const named = v.object({ pack: v.string() })

it('every list that ships has a name in words, or in the languages that it is of', () => {
  const names = shippedPacks.map((raw) => v.parse(named, raw).pack)
  const raw = names.filter((name) => languagesOf(name).length === 0 && sourceName(name).includes(name))
  expect(raw).toEqual([])
  expect(sourceName('of-my-own')).toContain('of-my-own')
})
