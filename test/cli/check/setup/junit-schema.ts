import { parseDocument } from 'htmlparser2'
import * as v from 'valibot'

/** A place in the document, with what stands in it. */
export interface Element {
  name: string
  attributes: Record<string, string>
  inner: Element[]
}

/** The elements of a document, in their order. */
export function elementsOf(xml: string): Element[] {
  return parseDocument(xml, { xmlMode: true }).children.flatMap(function read(node): Element[] {
    if (!('attribs' in node) || node.type !== 'tag') return []
    return [{ name: node.name, attributes: node.attribs, inner: node.children.flatMap(read) }]
  })
}

const digits = v.pipe(v.string(), v.regex(/^\d+$/))
const counts = { tests: digits, failures: digits, errors: digits }
const why = v.strictObject({ message: v.string(), type: v.optional(v.string()) })
const leaf = <T extends string, A extends v.GenericSchema>(name: T, attributes: A) =>
  v.strictObject({ name: v.literal(name), attributes, inner: v.tuple([]) })

/** Of the elements that the published schema knows, those that we make and no others. */
const testSchema = v.strictObject({
  name: v.literal('testcase'),
  attributes: v.strictObject({ name: v.string(), classname: v.string() }),
  inner: v.array(
    v.variant('name', [leaf('failure', why), leaf('error', why), leaf('system-out', v.strictObject({}))]),
  ),
})
const suiteSchema = v.strictObject({
  name: v.literal('testsuite'),
  attributes: v.strictObject({ ...counts, skipped: digits, name: v.string() }),
  inner: v.array(testSchema),
})
export const documentSchema = v.tuple([
  v.strictObject({
    name: v.literal('testsuites'),
    attributes: v.strictObject(counts),
    inner: v.tuple([suiteSchema]),
  }),
])
