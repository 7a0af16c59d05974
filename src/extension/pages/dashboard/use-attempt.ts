import { useCallback, useState } from 'preact/hooks'
import { whyOf } from '../told.ts'

export interface Attempt {
  isWorking: boolean
  /** What came of the last work, or why it failed; empty while there is nothing to say. */
  told: string
  failure: string
  /** Begins some work; what it gives is told when it is done. */
  begin(work: Promise<string>): void
}

/** One piece of work at a time, with what came of it. */
export function useAttempt(onDone: () => void = () => {}): Attempt {
  const [state, setState] = useState({ isWorking: false, told: '', failure: '' })
  const begin = useCallback(
    (work: Promise<string>) => {
      setState({ isWorking: true, told: '', failure: '' })
      work
        .then(
          (told) => setState({ isWorking: false, told, failure: '' }),
          (error: unknown) => setState({ isWorking: false, told: '', failure: whyOf(error) }),
        )
        .finally(onDone)
    },
    [onDone],
  )
  return { ...state, begin }
}
