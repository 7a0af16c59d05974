import { useCallback } from 'preact/hooks'
import type { FeedStatus } from '../messages.ts'
import { text } from '../texts.ts'
import { ask } from './ask.ts'
import { Failure } from './failure.tsx'
import { ago, day, moment, number } from './localise.ts'
import { useReply } from './use-reply.ts'

/** How old what is published for everyone is, where it comes from, and whether it still counts. */
export function FeedState() {
  const [feed] = useReply(useCallback(() => ask('feedStatus', null), []))
  if (feed.state === 'failed') return <Failure why={feed.why} />
  return feed.state === 'here' ? <Feed {...feed.value} /> : null
}

/** The same of what is known already. */
export function Feed({ host, generation }: FeedStatus) {
  if (generation === null) return <p>{text('feed_none', host)}</p>
  const { sequence, issued, expires, checkedAt, source, freshness } = generation
  return (
    <>
      <p>
        {text('feed_issued', number(sequence), moment(issued), ago(issued))}{' '}
        {source === 'network' ? text('feed_network', host, ago(checkedAt)) : text('feed_seed', host)}
      </p>
      {freshness === 'stale' && <p>{text('feed_stale', day(expires))}</p>}
      {freshness === 'outdated' && <p>{text('feed_outdated')}</p>}
    </>
  )
}
