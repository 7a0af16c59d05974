import { useCallback, useEffect } from 'preact/hooks'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { onIncidentNews } from '../incident-news.ts'
import { useReply } from '../use-reply.ts'
import { type Actions, Dialog } from './dialog.tsx'
import { Lost } from './lost.tsx'

/** The page a tab is taken to when the site it was on is defaced. */
export function Warning({ id }: { id: string }) {
  const [incident, reload] = useReply(useCallback(() => ask('incident', { id }), [id]))
  useEffect(() => onIncidentNews(reload), [reload])
  if (incident.state === 'waiting') return <main class="page" aria-busy="true" />
  if (incident.state === 'failed') return <Lost why={incident.why} leave={leave} />
  if (incident.value === null) return <Lost why={text('warning_unknown')} leave={leave} />
  return <Dialog incident={incident.value} actions={actionsOn(id)} />
}

const leave = () => ask('leave', null)

const actionsOn = (id: string): Actions => ({
  leave,
  checkAgain: () => ask('checkAgain', { id }),
  show: (isMistake) => ask('showAnyway', { id, isMistake }),
})
