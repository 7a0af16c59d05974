import { useCallback, useEffect } from 'preact/hooks'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { onIncidentNews } from '../incident-news.ts'
import { useReply } from '../use-reply.ts'
import { type Actions, Dialog } from './dialog.tsx'

/** The page a tab is taken to when the site it was on is defaced. */
export function Warning({ id }: { id: string }) {
  const [incident, reload] = useReply(useCallback(() => ask('incident', { id }), [id]))
  useEffect(() => onIncidentNews(reload), [reload])
  if (incident.state === 'waiting') return <main class="page" aria-busy="true" />
  if (incident.state === 'failed') return <Lost why={incident.why} />
  if (incident.value === null) return <Lost why={text('warning_unknown')} />
  return <Dialog incident={incident.value} actions={actionsOn(id)} />
}

const actionsOn = (id: string): Actions => ({
  leave: () => ask('leave', { id }),
  checkAgain: () => ask('checkAgain', { id }),
  show: (isMistake) => ask('showAnyway', { id, isMistake }),
})

/** There is nothing to warn of any more: that is said, and the tab can be left all the same. */
function Lost({ why }: { why: string }) {
  return (
    <main class="page">
      <h1>{text('extension_name')}</h1>
      <Failure why={why} />
    </main>
  )
}
