import type { Failure, FailureKey } from '../messages.ts'
import { DatabaseError } from './database/open.ts'

/** A failure that somebody foresaw: its sentence is for the log, and the reader is told the text of that key. */
export class Failed extends Error {
  readonly failure: Failure

  constructor(sentence: string, key: FailureKey, params: string[] = [], options: ErrorOptions = {}) {
    super(sentence, options)
    this.failure = { key, params }
  }
}

/** What a reader is told of an error. The words of others, a browser's for example, are in nobody's language: they stay here. */
export function failureOf(error: unknown): Failure {
  console.warn(error)
  if (error instanceof Failed) return error.failure
  return { key: error instanceof DatabaseError ? 'failure_storage' : 'failure_unforeseen', params: [] }
}
