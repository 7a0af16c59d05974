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
  const latest = useRef(question)
  latest.current = question
  const asked = useRef(0)
  const load = useCallback(() => {
    const number = ++asked.current
    // An answer that comes after one to a later question says nothing any more.
    void replied(latest.current()).then((reply) => {
      if (number === asked.current) setLoading(reply)
    })
  }, [])
  useEffect(() => {
    if (!isKnown.current) load()
    isKnown.current = false
  }, [question, load])
  return [loading, load]
}
