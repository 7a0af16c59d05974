import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { whyOf } from './told.ts'

export type Loading<T> = { state: 'waiting' } | { state: 'failed'; why: string } | { state: 'here'; value: T }

/** What became of a question: its answer, or one sentence on why there is none. */
export function replied<T>(answer: Promise<T>): Promise<Loading<T>> {
  return answer.then(
    (value) => ({ state: 'here', value }),
    (error: unknown) => ({ state: 'failed', why: whyOf(error) }),
  )
}

/** What a question to the background gave, and a way to ask again. What is `known` already is not asked for at first. */
export function useReply<T>(
  question: () => Promise<T>,
  known: Loading<T> = { state: 'waiting' },
): [Loading<T>, () => void] {
  const [loading, setLoading] = useState<Loading<T>>(known)
  const isKnown = useRef(known.state !== 'waiting')
  const load = useCallback(() => void replied(question()).then(setLoading), [question])
  useEffect(() => {
    if (!isKnown.current) load()
    isKnown.current = false
  }, [load])
  return [loading, load]
}
