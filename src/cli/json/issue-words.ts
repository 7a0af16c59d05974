import type * as v from 'valibot'

type Issue = v.BaseIssue<unknown>

/** Whether an object has a key that its schema does not know. */
export const isUnknownKey = ({ type, expected }: Issue): boolean =>
  type === 'strict_object' && expected === 'never'

/** What to do about an issue for which its schema has no words of its own. */
export function issueWords(issue: Issue): string {
  const { type, input, received, expected, requirement, path } = issue
  const things = typeof input === 'string' ? 'characters' : 'entries'
  switch (type) {
    case 'strict_object':
    case 'object':
      if (isUnknownKey(issue)) return `no setting ${received}`
      if (path === undefined) return 'give an object, in braces'
      return Array.isArray(path.at(-1)?.input)
        ? 'it is missing, for a list stands where an object belongs; write braces in place of the brackets'
        : 'it is missing; add it'
    case 'string':
      return 'give a text'
    case 'number':
      return 'give a number'
    case 'boolean':
      return 'give true or false'
    case 'array':
      return 'give a list, in brackets'
    case 'integer':
      return 'give a whole number'
    case 'picklist':
    case 'literal':
      return `give ${(expected ?? '').replace(/^\(|\)$/g, '').replaceAll(' | ', ', ')}`
    case 'min_value':
      return `give at least ${requirement}`
    case 'max_value':
      return `give at most ${requirement}`
    case 'min_length':
      return `give at least ${requirement} ${things}`
    case 'max_length':
      return `give at most ${requirement} ${things}`
    case 'regex':
      return `give a text of the form ${requirement}`
    default:
      return 'it is not what belongs here'
  }
}
