import { text } from '../texts.ts'

/** A failure whose message is a sentence in the reader's language. */
export class Told extends Error {}

/** What to tell the reader of an error: its own sentence, or that it was not foreseen. Browsers speak to programmers. */
export function whyOf(error: unknown): string {
  if (error instanceof Told) return error.message
  console.warn(error)
  return text('failure_unforeseen')
}
