import { useState } from 'preact/hooks'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { AskTwice } from '../ask-twice.tsx'
import { Failure } from '../failure.tsx'
import { whyOf } from '../told.ts'
import { Section } from './section.tsx'

/** Everything goes, after a second question. */
export function Reset({ onReset }: { onReset(): void }) {
  const [isDone, setDone] = useState(false)
  const [failure, setFailure] = useState('')
  const reset = () => {
    setFailure('')
    setDone(false)
    ask('resetAll', null).then(
      () => {
        setDone(true)
        onReset()
      },
      (error: unknown) => setFailure(whyOf(error)),
    )
  }
  return (
    <Section id="reset" title="reset_title">
      <p>{text('reset_intro')}</p>
      <AskTwice label={text('reset_button')} yes={text('reset_yes')} no={text('reset_no')} onYes={reset} />
      <p role="status">{isDone && text('reset_done')}</p>
      {failure !== '' && <Failure why={failure} />}
    </Section>
  )
}
