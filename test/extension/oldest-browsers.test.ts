import { expect, it } from 'vitest'
import manifest from '../../manifest.json' with { type: 'json' }
import config, { FIREFOX } from '../../vite.config.ts'

const targetOf = async (mode: string) => (await config({ mode, command: 'build' })).build?.target

it('the oldest Chromium is the first with Ed25519: before it neither the feed nor an owner could be believed', async () => {
  expect(manifest.minimum_chrome_version).toBe('137')
  expect(await targetOf('chrome')).toBe(`chrome${manifest.minimum_chrome_version}`)
})

it('the oldest Firefox is the first that asks its reader itself whether a report may be sent', async () => {
  // It has had Ed25519 since 129; on Android that question came two versions later than elsewhere.
  expect(FIREFOX.gecko.data_collection_permissions.optional).not.toEqual([])
  expect(FIREFOX.gecko.strict_min_version).toBe('140.0')
  expect(FIREFOX.gecko_android.strict_min_version).toBe('142.0')
  expect(await targetOf('firefox')).toBe(`firefox${FIREFOX.gecko.strict_min_version.replace('.0', '')}`)
})
