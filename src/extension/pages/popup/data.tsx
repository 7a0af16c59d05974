import { useCallback, useState } from 'preact/hooks'
import type { TabStatus } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { Knowledge } from '../site-knowledge.tsx'
import { useReply } from '../use-reply.ts'
import { currentTab } from './current-tab.ts'

/** How old and how wide the knowledge is that the verdict rests on. */
export function Data({ status: { host, view, lists } }: { status: TabStatus }) {
  const [known, reload] = useReply(
    useCallback(() => (host === '' ? Promise.resolve(null) : ask('siteKnowledge', { host })), [host]),
  )
  const [failure, setFailure] = useState('')
  const attempt = (work: Promise<unknown>) => {
    setFailure('')
    work.then(reload, (error: unknown) => setFailure(error instanceof Error ? error.message : ''))
  }
  const learn = async () => ask('learnThisPage', { tab: (await currentTab()).tab })
  const packs = lists.packs.map(({ pack, version }) => `${pack} ${version}`).join(', ')
  return (
    <details>
      <summary>{text('popup_data')}</summary>
      {known.state === 'here' && known.value === null && <p>{text('popup_not_known')}</p>}
      {known.state === 'here' && known.value !== null && <Knowledge known={known.value} attempt={attempt} />}
      {known.state === 'failed' && <Failure why={known.why} />}
      {view !== null && (
        <button type="button" onClick={() => attempt(learn())}>
          {text('known_learn')}
        </button>
      )}
      {failure !== '' && <Failure why={failure} />}
      <p class="quiet">{text('popup_weights', lists.weights)}</p>
      {packs !== '' && <p class="quiet">{text('popup_lists', packs)}</p>}
    </details>
  )
}
