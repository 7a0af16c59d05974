import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { IncidentView } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { moment } from '../localise.ts'
import { Reasons } from '../reasons.tsx'
import { useReply } from '../use-reply.ts'
import { VerdictIcon } from '../verdict-icon.tsx'
import { Details } from './details.tsx'

/** The page a tab is taken to when the site it was on is defaced. */
export function Warning({ id }: { id: string }) {
  const [incident] = useReply(useCallback(() => ask('incident', { id }), [id]))
  if (incident.state === 'waiting') return <main aria-busy="true">{text('warning_loading')}</main>
  if (incident.state === 'failed') return <Failure why={incident.why} />
  if (incident.value === null) return <Failure why={text('warning_unknown')} />
  return <Dialog incident={incident.value} />
}

function Dialog({ incident }: { incident: IncidentView }) {
  const leave = useRef<HTMLButtonElement>(null)
  const [failure, setFailure] = useState('')
  useEffect(() => leave.current?.focus(), [])
  const attempt = (work: Promise<null>) => {
    work.catch((error: unknown) => setFailure(error instanceof Error ? error.message : ''))
  }
  const { id, name, firstSeen, restoredAt, verdict } = incident
  return (
    <div class="dialog" role="alertdialog" aria-labelledby="headline" aria-describedby="lead">
      <VerdictIcon kind="defaced" size={48} />
      <h1 id="headline">{text('warning_title')}</h1>
      <p class="site">
        <bdi>{cut(name)}</bdi>
      </p>
      <p id="lead">{text('warning_lead', name)}</p>
      <p class="quiet">{text('warning_since', moment(firstSeen))}</p>
      {restoredAt !== null && <p role="status">{text('warning_restored', moment(restoredAt))}</p>}
      <h2>{text('warning_why')}</h2>
      <Reasons verdict={verdict} />
      {failure !== '' && <Failure why={failure} />}
      <button type="button" class="primary" ref={leave} onClick={() => attempt(ask('leave', { id }))}>
        {text('warning_leave')}
      </button>
      <Details incident={incident} onShow={(isMistake) => attempt(ask('showAnyway', { id, isMistake }))} />
    </div>
  )
}
