import { useCallback, useState } from 'preact/hooks'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { Feed } from '../feed-state.tsx'
import { useReply } from '../use-reply.ts'

/** What is published for everyone, as old as it is, and a button for whoever does not want to wait for the next hour. */
export function FeedSection() {
  const [feed, reload] = useReply(useCallback(() => ask('feedStatus', null), []))
  const [checked, setChecked] = useState<'no' | 'now' | 'well' | 'failed'>('no')
  const check = async () => {
    if (checked === 'now') return
    setChecked('now')
    const isWell = await ask('checkFeed', null).catch(() => false)
    setChecked(isWell ? 'well' : 'failed')
    reload()
  }
  return (
    <>
      <h3>{text('feed_title')}</h3>
      <p class="quiet">{text('feed_note')}</p>
      {feed.state === 'failed' && <Failure why={feed.why} />}
      {feed.state === 'here' && <Feed {...feed.value} />}
      <p class="row">
        <button type="button" aria-disabled={checked === 'now'} onClick={() => void check()}>
          {text('feed_check')}
        </button>
        <span role="status">
          {checked === 'well' && text('feed_checked')}
          {checked === 'failed' && text('feed_failed')}
        </span>
      </p>
    </>
  )
}
