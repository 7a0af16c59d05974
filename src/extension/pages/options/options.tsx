import { useState } from 'preact/hooks'
import { text } from '../../texts.ts'
import { PageHeader } from '../page-header.tsx'
import { Backup } from './backup.tsx'
import { Data } from './data.tsx'
import { Keys } from './keys.tsx'
import { Learned } from './learned.tsx'
import { Notices } from './notices.tsx'
import { Privacy } from './privacy.tsx'
import { Reset } from './reset.tsx'
import { Sensitivities } from './sensitivities.tsx'
import { Sites } from './sites.tsx'
import { useManaged, useSettings } from './use-settings.ts'

const SECTIONS = [
  { id: 'sites', title: 'options_sites' },
  { id: 'sensitivity', title: 'options_sensitivity' },
  { id: 'notices', title: 'options_notices' },
  { id: 'learned', title: 'options_learned' },
  { id: 'data', title: 'options_data' },
  { id: 'backup', title: 'backup_title' },
  { id: 'reset', title: 'reset_title' },
  { id: 'privacy', title: 'options_privacy' },
  { id: 'keys', title: 'options_keys' },
] as const

/** Everything that can be set, in sections. */
export function Options() {
  const [settings, change, failure, reload] = useSettings()
  const managed = useManaged()
  // What shows anything that was kept begins anew; where that was changed stays, for it says what was done.
  const [round, setRound] = useState(0)
  const begin = () => {
    setRound((one) => one + 1)
    reload()
  }
  const isManaged =
    managed.isWatchLocked || managed.settings.length + managed.domains.length + managed.packs.length > 0
  return (
    <div class="frame">
      <nav aria-label={text('options_sections')}>
        <PageHeader title={text('options_title')} />
        <ul class="plain">
          {SECTIONS.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{text(title)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <main>
        {isManaged && <p class="notice">{text('options_managed')}</p>}
        <Sites key={`sites ${round}`} />
        <Sensitivities settings={settings} change={change} failure={failure} managed={managed} />
        <Notices key={`notices ${round}`} settings={settings} change={change} managed={managed} />
        <Learned key={`learned ${round}`} />
        <Data key={`data ${round}`} />
        <Backup onTakenIn={begin} />
        <Reset onReset={begin} />
        <Privacy settings={settings} change={change} managed={managed} />
        <Keys key={`keys ${round}`} />
      </main>
    </div>
  )
}
