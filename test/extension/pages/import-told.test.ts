import { expect, it, vi } from 'vitest'

vi.mock('webextension-polyfill', async () => {
  const { FakeBrowser } = await import('../fake-browser.ts')
  return { default: new FakeBrowser() }
})
const { notTaken } = await import('../../../src/extension/pages/options/import-told.ts')

it('says how many sites of a file found no room, and how many another version learned, and nothing where all came in', () => {
  const none = { added: ['a.example'], replaced: [], kept: [], noRoom: [], otherVersion: [] }
  expect(notTaken(none)).toEqual([])
  const told = notTaken({ ...none, noRoom: ['b.example', 'c.example'], otherVersion: ['d.example'] })
  expect(told).toEqual([
    expect.stringMatching(/no room for them: .*2/),
    expect.stringMatching(/another version of Masthead learned, .*1/),
  ])
})
