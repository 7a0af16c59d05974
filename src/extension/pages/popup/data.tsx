import { useCallback, useState } from 'preact/hooks'
import type { TabStatus } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { FeedState } from '../feed-state.tsx'
import { Fold } from '../folding.tsx'
import { number } from '../localise.ts'
import { Knowledge } from '../site-knowledge.tsx'
import { whyOf } from '../told.ts'
import { useReply } from '../use-reply.ts'
import { currentTab } from './current-tab.ts'

/** How old and how wide the knowledge is that the verdict rests on, asked for when it is opened. */
export function Data({ status }: { status: TabStatus }) {
  return (
    <Fold summary={text('popup_data')}>
      <Opened status={status} />
    </Fold>
  )
}

function Opened({ status: { host, view } }: { status: TabStatus }) {
  const [known, reload] = useReply(useCallback(() => ask('siteKnowledge', { host }), [host]))
  const [lists] = useReply(useCallback(() => ask('dataStatus', null), []))
  const [failure, setFailure] = useState('')
  const attempt = (work: Promise<unknown>) => {
    setFailure('')
    work.then(reload, (error: unknown) => setFailure(whyOf(error)))
  }
  const learn = async () => ask('learnThisPage', await currentTab())
  return (
    <>
      {known.state === 'here' && known.value === null && <p>{text('popup_not_known')}</p>}
      {known.state === 'here' && known.value !== null && <Knowledge known={known.value} attempt={attempt} />}
      {known.state === 'failed' && <Failure why={known.why} />}
      {view !== null && (
        <button type="button" onClick={() => attempt(learn())}>
          {text('known_learn')}
        </button>
      )}
      {failure !== '' && <Failure why={failure} />}
      <h3>{text('feed_title')}</h3>
      <FeedState />
      {lists.state === 'here' && (
        <p class="quiet">
          {text('popup_lists')} {number(lists.value.lists.length)}{' '}
          <a href="../decides/index.html" target="_blank" rel="noopener">
            {text('decides_title')}
          </a>
        </p>
      )}
    </>
  )
}
