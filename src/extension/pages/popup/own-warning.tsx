import { useCallback } from 'preact/hooks'
import { cut, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { endedAt, endTitle } from '../ended.ts'
import { Failure } from '../failure.tsx'
import { moment } from '../localise.ts'
import { Reasons } from '../reasons.tsx'
import { useReply } from '../use-reply.ts'
import { VerdictHead } from '../verdict-head.tsx'

/** The tab shows the warning itself: the popup says of which site. */
export function OwnWarning({ id }: { id: string }) {
  const [incident] = useReply(useCallback(() => ask('incident', { id }), [id]))
  if (incident.state === 'waiting') return <main aria-busy="true" />
  if (incident.state === 'failed' || incident.value === null)
    return (
      <main>
        <h1>{text('extension_name')}</h1>
        <Failure why={incident.state === 'failed' ? incident.why : text('warning_unknown')} />
      </main>
    )
  const { name, firstSeen, restoredAt, verdict } = incident.value
  return (
    <main>
      <h1>
        <bdi>{cut(name)}</bdi>
      </h1>
      {restoredAt === null ? (
        <VerdictHead kind="defaced" />
      ) : (
        <VerdictHead kind="intact" words={endTitle(incident.value)} />
      )}
      <p>{text('popup_own_warning', name)}</p>
      {restoredAt === null ? (
        <>
          <Reasons verdict={verdict} />
          <p>{text('popup_altered_since', moment(firstSeen))}</p>
        </>
      ) : (
        <p>{endedAt(incident.value, restoredAt)}</p>
      )}
    </main>
  )
}
