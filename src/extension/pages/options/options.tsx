import { useCallback, useState } from 'preact/hooks'
import type { WatchStatus } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { useReply } from '../use-reply.ts'
import { AddDomain } from './add-domain.tsx'
import { DomainList } from './domain-list.tsx'
import { Learned } from './learned.tsx'
import { PackSection } from './pack-section.tsx'
import { search } from './search.ts'

/** Which sites are watched, and which could be. */
export function Options() {
  const [status, reload] = useReply(useCallback(() => ask('watchStatus', null), []))
  const [failure, setFailure] = useState('')
  const attempt = (work: Promise<unknown>) => {
    setFailure('')
    work.then(reload, (error: unknown) => setFailure(error instanceof Error ? error.message : ''))
  }
  return (
    <main>
      <h1>{text('options_title')}</h1>
      <p>{text('options_intro')}</p>
      <AddDomain attempt={attempt} />
      {failure !== '' && <Failure why={failure} />}
      {status.state === 'failed' && <Failure why={status.why} />}
      {status.state === 'here' && <Lists status={status.value} attempt={attempt} />}
      <Learned />
    </main>
  )
}

function Lists({ status, attempt }: { status: WatchStatus; attempt: (work: Promise<unknown>) => void }) {
  const [query, setQuery] = useState('')
  const found = search(status, query)
  return (
    <>
      {status.own.length > 0 && (
        <section>
          <h2>{text('options_own')}</h2>
          <DomainList domains={status.own} attempt={attempt} />
        </section>
      )}
      <label>
        {text('options_search')}
        <input type="search" value={query} onInput={({ currentTarget }) => setQuery(currentTarget.value)} />
      </label>
      {found !== null && found.length === 0 && <p role="status">{text('options_none')}</p>}
      {found !== null && <DomainList domains={found} attempt={attempt} />}
      {found === null &&
        status.packs.map((pack) => <PackSection key={pack.pack} pack={pack} attempt={attempt} />)}
    </>
  )
}
