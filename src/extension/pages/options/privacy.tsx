import type { ManagedStatus, Settings } from '../../messages.ts'
import { text } from '../../texts.ts'
import { Section } from './section.tsx'
import type { ChangeSettings } from './use-settings.ts'

interface Props {
  settings: Settings | null
  change: ChangeSettings
  managed: ManagedStatus
}

/** What leaves this computer, which is little, and whether even that shall. */
export function Privacy({ settings, change, managed }: Props) {
  return (
    <Section id="privacy" title="options_privacy">
      <p>{text('options_intro')}</p>
      <p>{text('privacy_where')}</p>
      <label class="option">
        <input
          type="checkbox"
          checked={settings?.follows === true}
          disabled={settings === null || managed.settings.includes('follows')}
          aria-describedby="follow-note"
          onChange={({ currentTarget }) => change({ follows: currentTarget.checked })}
        />
        {text('privacy_follow')}
      </label>
      <p class="quiet" id="follow-note">
        {text('privacy_follow_note')}
      </p>
      <label class="option">
        <input
          type="checkbox"
          checked={settings?.looksOutside === true}
          disabled={settings === null || managed.settings.includes('looksOutside')}
          aria-describedby="outside-note"
          onChange={({ currentTarget }) => change({ looksOutside: currentTarget.checked })}
        />
        {text('privacy_outside')}
      </label>
      <p class="quiet" id="outside-note">
        {text('privacy_outside_note')}
      </p>
    </Section>
  )
}
