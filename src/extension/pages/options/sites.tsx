import { useCallback, useEffect, useState } from 'preact/hooks'
import type { PackStatus, WatchStatus } from '../../messages.ts'
import { count, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { byNearness } from '../find-packs.ts'
import { whyOf } from '../told.ts'
import { useReply } from '../use-reply.ts'
import { onAccessChange, request } from '../watch-domain.ts'
import { AddDomain } from './add-domain.tsx'
import { DomainList } from './domain-list.tsx'
import { PackSection } from './pack-section.tsx'
import { search } from './search.ts'
import { Section } from './section.tsx'

type Attempt = (work: Promise<unknown>) => void

/** Which sites are watched, and which could be. */
export function Sites() {
  const [status, reload] = useReply(useCallback(() => ask('watchStatus', null), []))
  useEffect(() => onAccessChange(reload), [reload])
  const [failure, setFailure] = useState('')
  const attempt: Attempt = (work) => {
    setFailure('')
    work.then(reload, (error: unknown) => setFailure(whyOf(error)))
  }
  return (
    <Section id="sites" title="options_sites">
      <p>{text('options_intro')}</p>
      <p>
        <a href="../dashboard/index.html">{text('own_title')}</a>
      </p>
      <AddDomain attempt={attempt} />
      {failure !== '' && <Failure why={failure} />}
      {status.state === 'failed' && <Failure why={status.why} />}
      {status.state === 'here' && <Lists status={status.value} attempt={attempt} />}
    </Section>
  )
}

function Lists({ status, attempt }: { status: WatchStatus; attempt: Attempt }) {
  const [query, setQuery] = useState('')
  const found = search(status, query)
  return (
    <>
      <Waiting status={status} attempt={attempt} />
      {status.own.length > 0 && (
        <>
          <h3>{text('options_own')}</h3>
          <DomainList domains={status.own} attempt={attempt} />
        </>
      )}
      <h3>{text('options_packs')}</h3>
      <label>
        {text('options_search')}
        <input type="search" value={query} onInput={({ currentTarget }) => setQuery(currentTarget.value)} />
      </label>
      {found !== null && found.length === 0 && <p role="status">{text('options_none')}</p>}
      {found !== null && <DomainList domains={found} attempt={attempt} />}
      {found === null && (
        <div class="packs">
          {inOrder(status.packs).map((pack) => (
            <PackSection key={pack.pack} pack={pack} attempt={attempt} />
          ))}
        </div>
      )}
    </>
  )
}

/** Packs of which something is watched first, then what is nearest to the reader. */
function inOrder(packs: readonly PackStatus[]): PackStatus[] {
  const isOn = ({ domains }: PackStatus) => domains.some(({ isOn }) => isOn)
  const sorted = byNearness(packs, navigator.languages)
  return [...sorted.filter(isOn), ...sorted.filter((pack) => !isOn(pack))]
}

/** Sites that are chosen, here or on another computer, and may not be read: one click asks for all of them. */
function Waiting({ status, attempt }: { status: WatchStatus; attempt: Attempt }) {
  const all = [...status.own, ...status.packs.flatMap(({ domains }) => domains)]
  const waiting = [...new Set(all.filter((one) => one.isOn && !one.isGranted).map(({ domain }) => domain))]
  if (waiting.length === 0) return null
  return (
    <div class="notice">
      <p>{text('options_waiting', count('sites', waiting.length))}</p>
      <button type="button" onClick={() => attempt(request(waiting))}>
        {text('options_allow_all')}
      </button>
    </div>
  )
}
