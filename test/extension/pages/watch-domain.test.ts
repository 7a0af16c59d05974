import { beforeEach, expect, it, vi } from 'vitest'

const browser = vi.hoisted(() => ({
  runtime: { sendMessage: vi.fn<(message: { name: string; request: object }) => Promise<object>>() },
  permissions: { request: vi.fn<(wanted: object) => Promise<boolean>>() },
  i18n: { getMessage: (key: string) => key },
}))
vi.mock('webextension-polyfill', () => ({ default: browser }))

import { watchDomain } from '../../../src/extension/pages/watch-domain.ts'

const domain = 'paper.example'
const sent = () => browser.runtime.sendMessage.mock.calls.map(([{ name, request }]) => ({ name, ...request }))

beforeEach(() => {
  vi.resetAllMocks()
  browser.runtime.sendMessage.mockResolvedValue({ ok: true, value: null })
})

it('the background hears of the wish in the same moment as the reader is asked, who is asked first', () => {
  browser.permissions.request.mockReturnValue(new Promise(() => {}))
  // Nothing is waited for: the question may close the popup that this is called from.
  void watchDomain(domain)
  expect(sent()).toEqual([{ name: 'wishDomain', domain }])
  expect(browser.permissions.request).toHaveBeenCalledBefore(browser.runtime.sendMessage)
})

it('a page that lives on watches what was granted, whatever became of the wish', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  browser.runtime.sendMessage.mockResolvedValueOnce({
    ok: false,
    failure: { key: 'failure_unforeseen', params: [] },
  })
  browser.permissions.request.mockResolvedValue(true)
  await watchDomain(domain)
  expect(sent().at(-1)).toEqual({ name: 'setDomain', domain, isOn: true })
})

it('a refusal is said, and takes the wish back', async () => {
  browser.permissions.request.mockResolvedValue(false)
  await expect(watchDomain(domain)).rejects.toThrow('options_refused')
  expect(sent()).toEqual([
    { name: 'wishDomain', domain },
    { name: 'wishDomain', domain: null },
  ])
})
