import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface Props {
  /** What is asked for, on the button that stands there at first. */
  label: string
  question?: ComponentChildren
  yes: string
  no: string
  onYes(): void
}

/** A button for what cannot be undone: it is done after a second question. */
export function AskTwice({ label, question, yes, no, onYes }: Props) {
  const [state, setState] = useState<'untouched' | 'asked' | 'answered'>('untouched')
  const next = useRef<HTMLButtonElement>(null)
  // The button that was pressed is gone: the focus goes on to what is asked, the safe answer first, and back again. At
  // once, for what is done may take it further on.
  useLayoutEffect(() => {
    if (state !== 'untouched') next.current?.focus()
  }, [state])
  if (state !== 'asked')
    return (
      <button type="button" class="danger" ref={next} onClick={() => setState('asked')}>
        {label}
      </button>
    )
  const answer = () => {
    setState('answered')
    onYes()
  }
  return (
    <>
      {question}
      <div class="row">
        <button type="button" class="danger" onClick={answer}>
          {yes}
        </button>
        <button type="button" ref={next} onClick={() => setState('answered')}>
          {no}
        </button>
      </div>
    </>
  )
}
