import { useState } from 'preact/hooks'
import type { PackStatus } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { number } from '../localise.ts'
import { packName } from '../pack-name.ts'
import { watchPacks } from '../watch-domain.ts'
import { DomainList } from './domain-list.tsx'

interface Props {
  pack: PackStatus
  attempt: (work: Promise<unknown>) => void
}

/** One shipped pack: how much of it is watched, all or nothing at a click, and its domains one by one. */
export function PackSection({ pack: status, attempt }: Props) {
  const { pack, version, domains } = status
  const [isOpen, setOpen] = useState(false)
  const isFixed = domains.every((one) => one.isFixed)
  const on = domains.filter(({ isOn, isGranted }) => isOn && isGranted).length
  return (
    <details class="pack" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <bdi>{packName(status)}</bdi>{' '}
        <span class="quiet">{text('options_pack_count', number(on), number(domains.length))}</span>
      </summary>
      <p>
        <button type="button" disabled={isFixed} onClick={() => attempt(watchPacks([status]))}>
          {text('options_watch_all')}
        </button>{' '}
        <button
          type="button"
          disabled={isFixed}
          onClick={() => attempt(ask('setPack', { pack, isOn: false }))}
        >
          {text('options_watch_none')}
        </button>{' '}
        <span class="quiet">{text('options_version', version)}</span>
      </p>
      {/* The packs together have a thousand boxes: only those that somebody looks at are drawn. */}
      {isOpen && <DomainList domains={domains} attempt={attempt} />}
    </details>
  )
}
