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
  { id: 'privacy', title: 'options_privacy' },
  { id: 'keys', title: 'options_keys' },
] as const

/** Everything that can be set, in sections. */
export function Options() {
  const [settings, change, failure] = useSettings()
  const managed = useManaged()
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
        <Sites />
        <Sensitivities settings={settings} change={change} failure={failure} managed={managed} />
        <Notices settings={settings} change={change} managed={managed} />
        <Learned />
        <Data />
        <Backup />
        <Reset />
        <Privacy settings={settings} change={change} managed={managed} />
        <Keys />
      </main>
    </div>
  )
}
