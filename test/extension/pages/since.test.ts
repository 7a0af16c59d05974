import { expect, it, vi } from 'vitest'

vi.mock('webextension-polyfill', async () => {
  const { FakeBrowser } = await import('../fake-browser.ts')
  return { default: new FakeBrowser() }
})
const { since } = await import('../../../src/extension/pages/popup/since.ts')

const known = { firstSeen: new Date(2026, 2, 4).getTime(), lastSeen: 0, visits: 3 }

it('an alteration that goes on is told before how long the site is known', () => {
  const alteredSince = new Date(2026, 10, 22, 9, 30).getTime()
  expect(since({ alteredSince, known }, 'defaced')).toMatch(/^Altered since .*Nov 22, 2026, 9:30/)
  for (const shown of ['intact', 'changed'] as const)
    expect(since({ alteredSince: null, known }, shown)).toMatch(/^Known since .*Mar 4, 2026/)
  expect(since({ alteredSince: null, known: null }, 'intact')).toBeNull()
})

it('a page that is not known is not said to be, whenever its site was first seen', () => {
  for (const shown of ['unfamiliar', 'suspect', 'defaced', 'unavailable'] as const)
    expect(since({ alteredSince: null, known }, shown)).toBeNull()
})
