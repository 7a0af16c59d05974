import type { WatchedDomain } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { request, watchDomain } from '../watch-domain.ts'

interface Props {
  domains: readonly WatchedDomain[]
  attempt: (work: Promise<unknown>) => void
}

/** Domains with a box each: on or off, and whether the browser plays along. */
export function DomainList({ domains, attempt }: Props) {
  return (
    <ul class="domains">
      {domains.map((entry) => (
        <Entry key={entry.domain} entry={entry} attempt={attempt} />
      ))}
    </ul>
  )
}

function Entry({ entry, attempt }: { entry: WatchedDomain; attempt: Props['attempt'] }) {
  const { domain, name, isOn, isGranted, isFixed } = entry
  const toggle = () => attempt(isOn ? ask('setDomain', { domain, isOn: false }) : watchDomain(domain))
  return (
    <li>
      <label>
        <input type="checkbox" checked={isOn} disabled={isFixed} onChange={toggle} /> <bdi>{cut(name)}</bdi>{' '}
        {name !== domain && <bdi class="quiet">{cut(domain)}</bdi>}
      </label>
      {isOn && !isGranted && (
        <>
          <span class="quiet">{text('options_needs_access')}</span>
          <button type="button" onClick={() => attempt(request([domain]))}>
            {text('options_allow')}
          </button>
        </>
      )}
    </li>
  )
}
