import { useCallback } from 'preact/hooks'
import type { VerdictKind } from '../../../engine/verdict/verdict.ts'
import { count, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { Fold } from '../folding.tsx'
import { moment } from '../localise.ts'
import { useReply } from '../use-reply.ts'
import { VerdictIcon } from '../verdict-icon.tsx'
import { eventsOf, type HostEvent } from './events.ts'

/** The site's visits and incidents, asked for when it is opened. */
export function Timeline({ host }: { host: string }) {
  return (
    <Fold summary={text('popup_timeline')}>
      <Events host={host} />
    </Fold>
  )
}

function Events({ host }: { host: string }) {
  const [history] = useReply(useCallback(() => ask('history', { host }), [host]))
  if (history.state === 'waiting') return null
  if (history.state === 'failed') return <Failure why={history.why} />
  const events = eventsOf(history.value)
  if (events.length === 0) return <p>{text('popup_timeline_none')}</p>
  return (
    <ol class="plain timeline">
      {events.map((event) => (
        <li key={`${event.kind} ${event.at}`}>
          <VerdictIcon kind={iconOf(event)} size={16} />
          <div>
            {wordsOf(event)}
            <div class="quiet">{moment(event.at)}</div>
          </div>
        </li>
      ))}
    </ol>
  )
}

function iconOf(event: HostEvent): VerdictKind {
  if (event.kind === 'visits') return event.shown
  return event.kind === 'began' ? 'defaced' : 'intact'
}

function wordsOf(event: HostEvent): string {
  if (event.kind === 'visits')
    return text('timeline_visits', count('visits', event.visits), text(`verdict_${event.shown}`))
  return text(TURNS[event.kind])
}

const TURNS = {
  began: 'timeline_began',
  restored: 'timeline_restored',
  forgotten: 'warning_forgotten_title',
} as const
