import { beforeEach, expect, it, vi } from 'vitest'

const browser = vi.hoisted(() => ({
  runtime: { getManifest: vi.fn<() => object>() },
  permissions: { request: vi.fn<(wanted: object) => Promise<boolean>>() },
}))
vi.mock('webextension-polyfill', () => ({ default: browser }))

import { maySend } from '../../../src/extension/pages/may-send.ts'

const FIREFOX = {
  browser_specific_settings: {
    gecko: {
      data_collection_permissions: { required: ['none'], optional: ['websiteContent', 'browsingActivity'] },
    },
  },
}

beforeEach(() => vi.resetAllMocks())

it.each([true, false])('asks Firefox, and goes by the answer (%s)', async (isAllowed) => {
  browser.runtime.getManifest.mockReturnValue(FIREFOX)
  browser.permissions.request.mockResolvedValue(isAllowed)
  expect(await maySend()).toBe(isAllowed)
  expect(browser.permissions.request.mock.calls).toEqual([
    [{ data_collection: ['websiteContent', 'browsingActivity'] }],
  ])
})

it('asks no browser that has no such question', async () => {
  browser.runtime.getManifest.mockReturnValue({ version: '0.1.0' })
  expect(await maySend()).toBe(true)
  expect(browser.permissions.request).not.toHaveBeenCalled()
})
