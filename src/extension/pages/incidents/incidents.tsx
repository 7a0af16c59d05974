import { useCallback, useEffect, useState } from 'preact/hooks'
import type { IncidentView } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { endedAt } from '../ended.ts'
import { saveEvidence } from '../evidence/save-evidence.ts'
import { Failure } from '../failure.tsx'
import { onIncidentNews } from '../incident-news.ts'
import { moment } from '../localise.ts'
import { PageHeader } from '../page-header.tsx'
import { Reasons } from '../reasons.tsx'
import { saveText } from '../save-text.ts'
import { whyOf } from '../told.ts'
import { useReply } from '../use-reply.ts'
import { VerdictIcon } from '../verdict-icon.tsx'
import { toCsv } from './csv.ts'
import { findIncidents } from './find-incidents.ts'

/** Every incident there is, to be searched and taken along. */
export function Incidents() {
  const [incidents, reload] = useReply(useCallback(() => ask('incidents', null), []))
  useEffect(() => onIncidentNews(reload), [reload])
  return (
    <main class="page">
      <PageHeader title={text('incidents_title')} />
      <p>
        {text('incidents_intro')} <a href="../report/index.html">{text('reports_title')}</a>
        {' · '}
        <a href="../dashboard/index.html">{text('own_title')}</a>
      </p>
      {incidents.state === 'failed' && <Failure why={incidents.why} />}
      {incidents.state === 'here' && incidents.value.length === 0 && (
        <p class="notice calm">{text('incidents_none')}</p>
      )}
      {incidents.state === 'here' && incidents.value.length > 0 && <List incidents={incidents.value} />}
    </main>
  )
}

function List({ incidents }: { incidents: IncidentView[] }) {
  const [query, setQuery] = useState('')
  const found = findIncidents(incidents, query)
  return (
    <>
      <label>
        {text('incidents_search')}
        <input type="search" value={query} onInput={({ currentTarget }) => setQuery(currentTarget.value)} />
      </label>
      <div class="row exports">
        <button type="button" onClick={() => saveText('masthead-incidents.json', toJson(found))}>
          {text('incidents_json')}
        </button>
        <button type="button" onClick={() => saveText('masthead-incidents.csv', toCsv(found), 'text/csv')}>
          {text('incidents_csv')}
        </button>
      </div>
      {found.length === 0 && <p role="status">{text('incidents_not_found')}</p>}
      <ul class="plain">
        {found.map((incident) => (
          <Incident key={incident.id} incident={incident} />
        ))}
      </ul>
    </>
  )
}

const toJson = (incidents: readonly IncidentView[]): string => `${JSON.stringify(incidents, null, 2)}\n`

function Incident({ incident }: { incident: IncidentView }) {
  const { id, name, url, firstSeen, lastSeen, restoredAt, verdict, hasEvidence } = incident
  return (
    <li class="card">
      <div class="name">
        <VerdictIcon kind={restoredAt === null ? 'defaced' : 'intact'} size={32} />
        <div>
          <h2>
            <bdi>{cut(name)}</bdi>
          </h2>
          <p class="quiet">
            <bdi dir="ltr">{cut(url)}</bdi>
          </p>
        </div>
      </div>
      <dl class="facts">
        <dt>{text('incidents_first')}</dt>
        <dd>{moment(firstSeen)}</dd>
        <dt>{text('incidents_last')}</dt>
        <dd>{moment(lastSeen)}</dd>
        <dt>{text('incidents_restored')}</dt>
        <dd>{endOf(incident)}</dd>
      </dl>
      <Reasons verdict={verdict} />
      <a href={`../warning/index.html?incident=${id}`}>{text('incidents_open', name)}</a>
      {hasEvidence && <Evidence id={id} />}
    </li>
  )
}

/** The page was kept as it was received: that can be taken along, signed. */
function Evidence({ id }: { id: string }) {
  const [told, setTold] = useState('')
  const [failure, setFailure] = useState('')
  const save = () => {
    setFailure('')
    saveEvidence(ask('incidentEvidence', { incident: id })).then(
      (name) => setTold(text('own_evidence_saved', name)),
      (error: unknown) => setFailure(whyOf(error)),
    )
  }
  return (
    <div class="row evidence-of">
      <button type="button" onClick={save}>
        {text('own_evidence_then')}
      </button>
      <span role="status" class="quiet">
        {told}
      </span>
      {failure !== '' && <Failure why={failure} />}
    </div>
  )
}

function endOf(incident: IncidentView): string {
  const { restoredAt, isForgotten } = incident
  if (restoredAt === null) return text('incidents_ongoing')
  return isForgotten ? endedAt(incident, restoredAt) : moment(restoredAt)
}
