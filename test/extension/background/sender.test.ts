import { describe, expect, it, vi } from 'vitest'
import type { Runtime } from 'webextension-polyfill'
import { FakeBrowser } from '../fake-browser.ts'

vi.mock('webextension-polyfill', () => ({ default: new FakeBrowser() }))
const { senderOf } = await import('../../../src/extension/background/sender.ts')

const tab = { id: 7, index: 0, highlighted: true, active: true, pinned: false, incognito: false }
const page: Runtime.MessageSender = { id: 'masthead', tab, frameId: 0, url: 'https://www.lemonde.fr/a?b#c' }

describe('a sender', () => {
  it('is the top frame of a web page', () => {
    expect(senderOf(page)).toEqual({ from: 'page', tab: 7, host: 'www.lemonde.fr' })
  })

  it('is one of our own pages, in a tab or not', () => {
    const url = 'chrome-extension://masthead/pages/popup/index.html'
    expect(senderOf({ id: 'masthead', url })).toEqual({ from: 'own', tab: null })
    expect(senderOf({ id: 'masthead', url, tab, frameId: 0 })).toEqual({ from: 'own', tab: 7 })
  })

  it.each([
    ['another extension', { ...page, id: 'other' }],
    ['a frame', { ...page, frameId: 3 }],
    ['no tab', { id: 'masthead', frameId: 0, url: 'https://www.lemonde.fr/' }],
    ['a page rendered ahead', { ...page, documentLifecycle: 'prerender' }],
    ['a page in a private window', { ...page, tab: { ...tab, incognito: true } }],
    [
      'one of our own pages in a private window',
      {
        ...page,
        url: 'chrome-extension://masthead/pages/popup/index.html',
        tab: { ...tab, incognito: true },
      },
    ],
    ['a file', { ...page, url: 'file:///tmp/a.html' }],
    [
      'an address that looks like ours',
      { ...page, url: 'chrome-extension://masthead2/pages/popup/index.html' },
    ],
    ['no address', { id: 'masthead', tab, frameId: 0 }],
    ['a broken address', { ...page, url: 'https://' }],
  ])('is nobody: %s', (_name, sender) => {
    expect(senderOf(sender)).toBeNull()
  })
})
