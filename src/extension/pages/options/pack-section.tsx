import type { PackStatus } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Fold } from '../folding.tsx'
import { number } from '../localise.ts'
import { packName } from '../pack-name.ts'
import { watchPacks } from '../watch-domain.ts'
import { DomainList } from './domain-list.tsx'

interface Props {
  pack: PackStatus
  attempt: (work: Promise<unknown>) => void
}

/** One shipped pack: how much of it is watched, and, when it is opened, all or nothing at a click and each domain. */
export function PackSection({ pack: status, attempt }: Props) {
  const { pack, version, domains } = status
  const isFixed = domains.every((one) => one.isFixed)
  const on = domains.filter(({ isOn, isGranted }) => isOn && isGranted).length
  return (
    <Fold
      class="pack"
      summary={
        <>
          <bdi>{packName(status)}</bdi>{' '}
          <span class="quiet">{text('options_pack_count', number(on), number(domains.length))}</span>
        </>
      }
    >
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
      <DomainList domains={domains} attempt={attempt} />
    </Fold>
  )
}
