import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { settings } from '../../src/cli/json/settings.ts'
import { readJsonFile } from '../../src/cli/json-file.ts'

let file = ''
beforeAll(() => {
  file = join(mkdtempSync(join(tmpdir(), 'masthead-json-')), 'c.json')
})
afterAll(() => rmSync(join(file, '..'), { recursive: true, force: true }))

const schema = settings({
  name: v.string(),
  sizes: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.maxValue(9))), v.maxLength(2))),
  kind: v.optional(v.picklist(['a', 'b'])),
  is: v.optional(v.boolean()),
})

function read(text: string) {
  writeFileSync(file, text)
  return readJsonFile(file, schema)
}

it('reads a file that begins with a byte order mark', () => {
  expect(read('\uFEFF{ "name": "x" }')).toEqual({ name: 'x' })
})

it.each([
  // What is misspelt comes before what is missing for it, and on its own line.
  ['{\n\n"nmae": "x" }', 'line 3: there is no setting "nmae"; did you mean "name"?'],
  [
    '{ "name": "x",\n"colour":\n1 }',
    'line 2: there is no setting "colour"; there are "name", "sizes", "kind", "is".',
  ],
  [
    '{\n"name": "x",\n"is": true,\n"name": "y" }',
    'line 4: "name" stands here a second time, and first on line 2; keep one of them.',
  ],
  ['{}', 'line 1: name: it is missing; add it.'],
  ['3', 'line 1: the whole: give an object, in braces.'],
  ['[]', 'line 1: name: it is missing, for a list stands where an object belongs; '],
  ['{ "name": 1 }', 'line 1: name: give a text.'],
  ['{ "name": "x", "sizes": 1 }', 'line 1: sizes: give a list, in brackets.'],
  ['{ "name": "x", "sizes": [\n1.5] }', 'line 2: sizes.0: give a whole number.'],
  ['{ "name": "x", "sizes": [\n1,\n10] }', 'line 3: sizes.1: give at most 9.'],
  ['{ "name": "x", "sizes": [1, 2, 3] }', 'line 1: sizes: give at most 2 entries.'],
  ['{ "name": "x", "kind": "c" }', 'line 1: kind: give "a", "b".'],
  ['{ "name": "x", "is": "yes" }', 'line 1: is: give true or false.'],
  ['', 'line 1: this is no JSON: it is empty.'],
  ['{ "sizes": [1,\n2', 'line 2: this is no JSON: a closing bracket is missing before this; add it.'],
  ['{\nname: "x" }', 'line 2: this is no JSON: '],
])('says in plain words what is wrong with %j', (text, error) => {
  expect(() => read(text)).toThrow(`${file}, ${error}`)
})
