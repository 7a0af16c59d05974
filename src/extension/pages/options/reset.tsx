import { useState } from 'preact/hooks'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { whyOf } from '../told.ts'
import { Section } from './section.tsx'

/** Everything goes, after a second question. */
export function Reset({ onReset }: { onReset(): void }) {
  const [state, setState] = useState<'idle' | 'asked' | 'done'>('idle')
  const [failure, setFailure] = useState('')
  const reset = () => {
    setFailure('')
    ask('resetAll', null).then(
      () => {
        setState('done')
        onReset()
      },
      (error: unknown) => setFailure(whyOf(error)),
    )
  }
  return (
    <Section id="reset" title="reset_title">
      <p>{text('reset_intro')}</p>
      {state === 'asked' ? (
        <div class="row">
          <button type="button" class="danger" onClick={reset}>
            {text('reset_yes')}
          </button>
          <button type="button" onClick={() => setState('idle')}>
            {text('reset_no')}
          </button>
        </div>
      ) : (
        <button type="button" class="danger" onClick={() => setState('asked')}>
          {text('reset_button')}
        </button>
      )}
      <p role="status">{state === 'done' && text('reset_done')}</p>
      {failure !== '' && <Failure why={failure} />}
    </Section>
  )
}
