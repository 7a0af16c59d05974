import type { Observation } from './observation.ts'

export type Parsed<T> = { ok: true; value: T } | { ok: false; error: string }

/** Checks an observation that came from outside. The error is one sentence. */
export function parseObservation(_value: unknown): Parsed<Observation> {
  return { ok: false, error: 'not built yet' }
}
