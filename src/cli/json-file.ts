import { readFileSync } from 'node:fs'
import jsonc, { type Node, type ParseError } from 'jsonc-parser'
import * as v from 'valibot'

/**
 * A file of JSON by its schema; comments and commas at the end of a list are let pass. Throws one sentence that
 * names the file, the line and the field.
 */
export function readJsonFile<T>(file: string, schema: v.GenericSchema<unknown, T>): T {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`${file} cannot be read (${why}); name a file of JSON.`)
  }
  const errors: ParseError[] = []
  const tree = jsonc.parseTree(text, errors, { allowTrailingComma: true })
  const [broken] = errors
  if (tree === undefined || broken !== undefined) {
    const what = broken === undefined ? 'it is empty' : jsonc.printParseErrorCode(broken.error)
    throw new Error(`${file}, line ${lineOf(text, broken?.offset ?? 0)}: this is no JSON (${what}).`)
  }
  const parsed = v.safeParse(schema, jsonc.getNodeValue(tree), { abortEarly: true })
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const field = v.getDotPath(issue) ?? 'the whole'
  throw new Error(`${file}, line ${lineOf(text, nodeAt(tree, issue).offset)}: ${field}: ${issue.message}.`)
}

/** Where an issue stands in the file; of a field that is missing, what it is missing in. */
function nodeAt(tree: Node, issue: v.BaseIssue<unknown>): Node {
  let node = tree
  for (const { key } of issue.path ?? []) {
    if (typeof key !== 'string' && typeof key !== 'number') break
    const next = jsonc.findNodeAtLocation(node, [key])
    if (next === undefined) break
    node = next
  }
  return node
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
