import { useCallback, useState } from 'preact/hooks'
import type { ManagedStatus, Settings, SettingsChange } from '../../messages.ts'
import { ask } from '../ask.ts'
import { whyOf } from '../told.ts'
import { useReply } from '../use-reply.ts'

/** What the organisation has set; nothing until that is known. */
export function useManaged(): ManagedStatus {
  const [managed] = useReply(useCallback(() => ask('managed', null), []))
  return managed.state === 'here' ? managed.value : NOTHING
}

const NOTHING: ManagedStatus = { settings: [], domains: [], packs: [], isWatchLocked: false }

export type ChangeSettings = (change: SettingsChange) => void

/** The settings once they are known, a way to change them, what the last change failed with, and a way to ask again. */
export function useSettings(): [Settings | null, ChangeSettings, string, () => void] {
  const [settings, reload] = useReply(useCallback(() => ask('settings', null), []))
  const [failure, setFailure] = useState('')
  const change = (changes: SettingsChange) => {
    setFailure('')
    ask('changeSettings', changes).then(reload, (error: unknown) => setFailure(whyOf(error)))
  }
  const why = settings.state === 'failed' ? settings.why : failure
  return [settings.state === 'here' ? settings.value : null, change, why, reload]
}
