import { useState } from 'preact/hooks'
import type { TabStatus } from '../../messages.ts'
import { text } from '../../texts.ts'
import { Failure } from '../failure.tsx'
import { whyOf } from '../told.ts'
import { watchDomain } from '../watch-domain.ts'

/** Why there is no verdict, and what the reader can do about it. */
export function Standing({ status, onChange }: { status: TabStatus; onChange: () => void }) {
  const [failure, setFailure] = useState('')
  const { watching, domain } = status
  if (watching === 'not-a-website') return <p>{text('popup_no_website')}</p>
  if (watching === 'watched') return <p>{text('popup_reload')}</p>
  const watch = () => {
    watchDomain(domain).then(onChange, (error: unknown) => {
      setFailure(whyOf(error))
    })
  }
  return (
    <>
      <p>{text(watching === 'not-granted' ? 'popup_not_granted' : 'popup_not_watched', domain)}</p>
      {failure !== '' && <Failure why={failure} />}
      <p>
        <button type="button" class="primary" onClick={watch}>
          {text(watching === 'not-granted' ? 'popup_allow' : 'popup_watch')}
        </button>
      </p>
    </>
  )
}
