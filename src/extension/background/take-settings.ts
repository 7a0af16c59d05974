import * as v from 'valibot'
import type { SettingsChange } from '../messages.ts'
import { managed } from './managed.ts'
import { setSettings, settingsSchema } from './settings.ts'

/**
 * What of a file's settings can be taken here, and how many of them an organisation has set otherwise. What was set here
 * already stays, unless `replace` says otherwise.
 */
export async function takeable(
  offered: SettingsChange,
  replace: boolean,
): Promise<{ changes: SettingsChange; leftOut: number }> {
  const fixed = new Map(Object.entries((await managed()).settings))
  const here = new Map(Object.entries(replace ? {} : await setSettings()))
  const free = Object.entries(offered).filter(([name]) => !fixed.has(name) && !here.has(name))
  const otherwise = Object.entries(offered).filter(
    ([name, value]) => fixed.has(name) && fixed.get(name) !== value,
  )
  return { changes: v.parse(settingsSchema, Object.fromEntries(free)), leftOut: otherwise.length }
}
