import { useCallback, useEffect, useState } from 'preact/hooks'

export type Loading<T> = { state: 'waiting' } | { state: 'failed'; why: string } | { state: 'here'; value: T }

/** What a question to the background gave, and a way to ask again. */
export function useReply<T>(question: () => Promise<T>): [Loading<T>, () => void] {
  const [loading, setLoading] = useState<Loading<T>>({ state: 'waiting' })
  const load = useCallback(() => {
    question().then(
      (value) => setLoading({ state: 'here', value }),
      (error: unknown) => setLoading({ state: 'failed', why: error instanceof Error ? error.message : '' }),
    )
  }, [question])
  useEffect(load, [load])
  return [loading, load]
}
