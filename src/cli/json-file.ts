import jsonc, { type Node, type ParseError } from 'jsonc-parser'
import * as v from 'valibot'
import { readText } from './files.ts'
import { jsonErrorWords } from './json/error-words.ts'
import { issueWords, isUnknownKey } from './json/issue-words.ts'
import { repeatedKey } from './json/repeated-key.ts'

/**
 * A file of JSON by its schema; comments and commas at the end of a list are let pass. Throws one sentence that
 * names the file, the line and the field.
 */
export function readJsonFile<T>(file: string, schema: v.GenericSchema<unknown, T>): T {
  const text = readText(file, 'name a file of JSON')
  const complain = (offset: number, what: string): never => {
    throw new Error(`${file}, line ${lineOf(text, offset)}: ${what}${/[.?]$/.test(what) ? '' : '.'}`)
  }
  const errors: ParseError[] = []
  const tree = jsonc.parseTree(text, errors, { allowTrailingComma: true })
  const [broken] = errors
  if (tree === undefined || broken !== undefined) {
    const what = broken === undefined || text.trim() === '' ? 'it is empty' : jsonErrorWords(broken.error)
    return complain(broken?.offset ?? 0, `this is no JSON: ${what}`)
  }
  const repeated = repeatedKey(tree)
  if (repeated !== null)
    return complain(
      repeated.offset,
      `"${repeated.value}" stands here a second time, and first on line ${lineOf(text, repeated.first)}; keep one of them`,
    )
  const parsed = v.safeParse(schema, jsonc.getNodeValue(tree), { abortPipeEarly: true, message: issueWords })
  if (parsed.success) return parsed.output
  // What is missing elsewhere may just be misspelt: unknown keys come first.
  const unknown = parsed.issues.find(isUnknownKey)
  if (unknown !== undefined) {
    const keys = keysOf(unknown)
    const owner = keys.slice(0, -1).join('.')
    const { parent, offset } = nodeAt(tree, keys)
    return complain(
      parent?.offset ?? offset,
      `${owner === '' ? 'there is' : `${owner} has`} ${unknown.message}`,
    )
  }
  const [issue] = parsed.issues
  const keys = keysOf(issue)
  return complain(nodeAt(tree, keys).offset, `${keys.join('.') || 'the whole'}: ${issue.message}`)
}

const keysOf = ({ path }: v.BaseIssue<unknown>): (string | number)[] =>
  (path ?? []).flatMap(({ key }) => (typeof key === 'string' || typeof key === 'number' ? [key] : []))

/** Where a field stands in the file; of one that is missing, what it is missing in. */
function nodeAt(tree: Node, keys: readonly (string | number)[]): Node {
  let node = tree
  for (const key of keys) {
    const next = jsonc.findNodeAtLocation(node, [key])
    if (next === undefined) break
    node = next
  }
  return node
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
