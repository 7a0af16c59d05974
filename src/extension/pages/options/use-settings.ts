import { useCallback, useState } from 'preact/hooks'
import type { Settings, SettingsChange } from '../../messages.ts'
import { ask } from '../ask.ts'
import { useReply } from '../use-reply.ts'

export type ChangeSettings = (change: SettingsChange) => void

/** The settings once they are known, a way to change them, and what the last change failed with. */
export function useSettings(): [Settings | null, ChangeSettings, string] {
  const [settings, reload] = useReply(useCallback(() => ask('settings', null), []))
  const [failure, setFailure] = useState('')
  const change = (changes: SettingsChange) => {
    setFailure('')
    ask('changeSettings', changes).then(reload, (error: unknown) =>
      setFailure(error instanceof Error ? error.message : ''),
    )
  }
  const why = settings.state === 'failed' ? settings.why : failure
  return [settings.state === 'here' ? settings.value : null, change, why]
}
