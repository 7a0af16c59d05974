import { useCallback, useState } from 'preact/hooks'
import browser from 'webextension-polyfill'
import type { ManagedStatus, Settings } from '../../messages.ts'
import { text } from '../../texts.ts'
import { Failure } from '../failure.tsx'
import { whyOf } from '../told.ts'
import { useReply } from '../use-reply.ts'
import { Section } from './section.tsx'
import type { ChangeSettings } from './use-settings.ts'

const NOTIFICATIONS = { permissions: ['notifications' as const] }

interface Props {
  settings: Settings | null
  change: ChangeSettings
  managed: ManagedStatus
}

/** Notifications: off until the reader switches one on, which is when the browser is asked. */
export function Notices({ settings, change, managed }: Props) {
  const [granted, reload] = useReply(useCallback(() => browser.permissions.contains(NOTIFICATIONS), []))
  const [failure, setFailure] = useState('')
  const isGranted = granted.state === 'here' && granted.value
  const turn = (name: 'notifiesDefaced' | 'notifiesSuspect', isOn: boolean) => {
    setFailure('')
    if (!isOn) return change({ [name]: false })
    // The question to the reader must be the first thing that happens after the click.
    browser.permissions.request(NOTIFICATIONS).then(
      (isAllowed) => {
        reload()
        if (isAllowed) change({ [name]: true })
        else setFailure(text('options_refused'))
      },
      (error: unknown) => setFailure(whyOf(error)),
    )
  }
  return (
    <Section id="notices" title="options_notices">
      <p class="quiet">{text('notices_note')}</p>
      <label class="option">
        <input
          type="checkbox"
          checked={isGranted && settings?.notifiesDefaced === true}
          disabled={settings === null || managed.settings.includes('notifiesDefaced')}
          onChange={({ currentTarget }) => turn('notifiesDefaced', currentTarget.checked)}
        />
        {text('notices_defaced')}
      </label>
      <label class="option">
        <input
          type="checkbox"
          checked={isGranted && settings?.notifiesSuspect === true}
          disabled={settings === null || managed.settings.includes('notifiesSuspect')}
          onChange={({ currentTarget }) => turn('notifiesSuspect', currentTarget.checked)}
        />
        {text('notices_suspect')}
      </label>
      {failure !== '' && <Failure why={failure} />}
    </Section>
  )
}
