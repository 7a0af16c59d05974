import * as v from 'valibot'
import { issueWords, isUnknownKey } from './issue-words.ts'
import { nearest } from './nearest.ts'

/** An object of settings of a file; whoever misspells one is told which there are. */
export const settings = <const T extends v.ObjectEntries>(entries: T) =>
  v.strictObject(entries, (issue) =>
    isUnknownKey(issue)
      ? `${issueWords(issue)}; ${hint(issue.received, Object.keys(entries))}`
      : issueWords(issue),
  )

function hint(quoted: string, names: readonly string[]): string {
  const meant = nearest(quoted.slice(1, -1), names)
  return meant === null
    ? `there are ${names.map((name) => `"${name}"`).join(', ')}`
    : `did you mean "${meant}"?`
}
