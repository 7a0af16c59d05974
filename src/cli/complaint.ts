import { fileSentence } from './files.ts'

/** What is said where a command could not be run to its end. */
export function complaint(error: unknown, command: string | undefined): string {
  if (!(error instanceof Error)) return String(error)
  // Node says what is wrong with the arguments, and then how to write something else that nobody meant.
  if ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    const [first = error.message] = error.message.split(/\.(?:\s|$)/)
    return `${first}; see masthead ${command ?? ''} --help.`
  }
  return fileSentence(error) ?? error.message
}
