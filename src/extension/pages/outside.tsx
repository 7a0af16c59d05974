import { useCallback, useEffect, useState } from 'preact/hooks'
import type { OutsideView } from '../messages.ts'
import { text } from '../texts.ts'
import { ask } from './ask.ts'
import { Failure } from './failure.tsx'
import { whyOf } from './told.ts'

const TEXTS = { altered: 'outside_altered', well: 'outside_well', nothing: 'outside_nothing' } as const

type State = OutsideView['says'] | 'idle' | 'looking'

/** Whether the alteration is there for everybody: asked for by the reader, or by itself where that was allowed. */
export function Outside({ url }: { url: string }) {
  const [state, setState] = useState<State>('idle')
  const [failure, setFailure] = useState('')
  const look = useCallback(() => {
    setState('looking')
    setFailure('')
    ask('lookOutside', { url }).then(
      ({ says }) => setState(says),
      (error: unknown) => {
        setState('idle')
        setFailure(whyOf(error))
      },
    )
  }, [url])
  useEffect(() => {
    ask('settings', null).then(
      // What a query may tell of the reader goes nowhere by itself.
      ({ looksOutside }) => looksOutside && new URL(url).search === '' && look(),
      // Without settings nothing was allowed; the button is there.
      () => {},
    )
  }, [look, url])
  return (
    <div class="outside">
      {state === 'idle' && (
        <>
          <button type="button" aria-describedby="outside-note" onClick={look}>
            {text('outside_ask')}
          </button>
          <p class="quiet" id="outside-note">
            {text('outside_note')}
          </p>
        </>
      )}
      <p role="status">{told(state)}</p>
      {failure !== '' && <Failure why={failure} />}
    </div>
  )
}

function told(state: State): string {
  if (state === 'idle') return ''
  return state === 'looking' ? text('outside_looking') : text(TEXTS[state])
}
