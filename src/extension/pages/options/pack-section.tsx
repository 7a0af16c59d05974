import type { PackStatus } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { number } from '../localise.ts'
import { watchPack } from '../watch-domain.ts'
import { DomainList } from './domain-list.tsx'

interface Props {
  pack: PackStatus
  attempt: (work: Promise<unknown>) => void
}

/** One shipped pack: how much of it is watched, all or nothing at a click, and its domains one by one. */
export function PackSection({ pack: { pack, title, version, domains }, attempt }: Props) {
  const on = domains.filter(({ isOn, isGranted }) => isOn && isGranted).length
  const names = domains.map(({ domain }) => domain)
  return (
    <details class="pack">
      <summary>
        <bdi>{title}</bdi>{' '}
        <span class="quiet">{text('options_pack_count', number(on), number(domains.length))}</span>
      </summary>
      <p>
        <button type="button" onClick={() => attempt(watchPack(pack, names))}>
          {text('options_watch_all')}
        </button>{' '}
        <button type="button" onClick={() => attempt(ask('setPack', { pack, isOn: false }))}>
          {text('options_watch_none')}
        </button>{' '}
        <span class="quiet">{text('options_version', version)}</span>
      </p>
      <DomainList domains={domains} attempt={attempt} />
    </details>
  )
}
