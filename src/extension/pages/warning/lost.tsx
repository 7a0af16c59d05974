import { useEffect, useRef, useState } from 'preact/hooks'
import { text } from '../../texts.ts'
import { Failure } from '../failure.tsx'
import { whyOf } from '../told.ts'
import type { Actions } from './dialog.tsx'

/** There is nothing to warn of any more: that is said, and the tab can be left all the same. */
export function Lost({ why, leave }: { why: string; leave: Actions['leave'] }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const [failure, setFailure] = useState('')
  const attempt = () => {
    setFailure('')
    leave().catch((error: unknown) => setFailure(whyOf(error)))
  }
  return (
    <main class="page">
      <h1>{text('extension_name')}</h1>
      <Failure why={why} />
      <button type="button" class="primary" ref={button} onClick={attempt}>
        {text('warning_leave')}
      </button>
      {failure !== '' && <Failure why={failure} />}
    </main>
  )
}
