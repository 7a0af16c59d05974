import { useState } from 'preact/hooks'
import type { TabStatus, VerdictView } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { EvidenceList } from '../evidence-list.tsx'
import { Failure } from '../failure.tsx'
import { ago } from '../localise.ts'
import { Outside } from '../outside.tsx'
import { Reasons } from '../reasons.tsx'
import { whyOf } from '../told.ts'
import { VerdictHead } from '../verdict-head.tsx'
import { since } from './since.ts'

interface Props {
  view: VerdictView
  status: TabStatus
  tab: number
  url: string
  onChange(): void
}

/** The verdict on the page, why, since when, and what can be done about it. */
export function View({ view, status, tab, url, onChange }: Props) {
  const { shown, verdict, at, incident } = view
  const { decision } = status
  const began = since(status, shown)
  const [failure, setFailure] = useState('')
  const attempt = (work: Promise<null>) => {
    setFailure('')
    work.then(onChange, (error: unknown) => setFailure(whyOf(error)))
  }
  const isAlarm = shown === 'suspect' || shown === 'defaced'
  return (
    <section aria-labelledby="verdict">
      <VerdictHead kind={shown} />
      <Reasons verdict={verdict} />
      {began !== null && <p>{began}</p>}
      <p class="quiet">{text('popup_checked', ago(at))}</p>
      {isAlarm && decision !== null && <p class="notice">{text('popup_snoozed')}</p>}
      <div class="row">
        {incident !== null && (
          <a
            class="button"
            href={`../warning/index.html?incident=${incident}`}
            target="_blank"
            rel="noopener"
          >
            {text('popup_show_warning')}
          </a>
        )}
        {isAlarm && decision === null && shown === 'suspect' && (
          <button type="button" onClick={() => attempt(ask('snooze', { tab, url }))}>
            {text('popup_snooze')}
          </button>
        )}
        {isAlarm && decision !== null && (
          <button type="button" onClick={() => attempt(ask('unsnooze', { tab, url }))}>
            {text('popup_unsnooze')}
          </button>
        )}
        <a class="button" href={`../report/index.html?tab=${tab}`} target="_blank" rel="noopener">
          {text('send_this')}
        </a>
      </div>
      {isAlarm && <Outside url={url} />}
      {failure !== '' && <Failure why={failure} />}
      {verdict.evidence.length > 0 && (
        <details>
          <summary>{text('popup_evidence')}</summary>
          <EvidenceList verdict={verdict} />
        </details>
      )}
    </section>
  )
}
