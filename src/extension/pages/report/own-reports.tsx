import { useCallback } from 'preact/hooks'
import type { ReportView } from '../../messages.ts'
import { count, cut, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { moment } from '../localise.ts'
import { useReply } from '../use-reply.ts'

/** What the reader reported, and what became of it. */
export function OwnReports() {
  const [reports] = useReply(useCallback(() => ask('ownReports', null), []))
  return (
    <section aria-labelledby="own">
      <h2 id="own">{text('reports_title')}</h2>
      {reports.state === 'failed' && <Failure why={reports.why} />}
      {reports.state === 'here' && <List reports={reports.value} />}
    </section>
  )
}

function List({ reports }: { reports: ReportView[] }) {
  if (reports.length === 0) return <p>{text('reports_none')}</p>
  return (
    <ul class="plain">
      {reports.map((report) => (
        <Own key={report.id} report={report} />
      ))}
    </ul>
  )
}

function Own({ report }: { report: ReportView }) {
  return (
    <li class="card">
      <p>
        <bdi dir="ltr">{cut(report.url)}</bdi>
      </p>
      <p class="quiet">
        {text(report.kind === 'healthy' ? 'send_healthy' : 'send_defaced')} · {moment(report.at)}
      </p>
      <p>{outcomeText(report)}</p>
    </li>
  )
}

const REFUSED = {
  early: 'outcome_refused_early',
  late: 'outcome_refused_late',
  unwatched: 'outcome_refused_unwatched',
  unknown: 'outcome_refused',
} as const

function outcomeText({ isSent, outcome, others, refusal }: ReportView): string {
  if (refusal !== null) return text(REFUSED[refusal])
  if (!isSent) return text('outcome_unsent')
  switch (outcome) {
    case 'waiting':
      return text('outcome_waiting')
    case 'confirmed':
      return count('confirmed', others)
    case 'not-confirmed':
      return text('outcome_not_confirmed')
    case 'restored':
      return text('outcome_restored')
  }
}
