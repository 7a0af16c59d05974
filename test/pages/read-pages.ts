import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { VERDICT_KINDS } from '../../src/engine/verdict/verdict.ts'

const aboutSchema = v.strictObject({
  url: v.pipe(v.string(), v.url()),
  status: v.pipe(v.number(), v.integer()),
  /** What stands on the page, and why its expectation is what it is where that is not plain. */
  shows: v.pipe(v.string(), v.minLength(1)),
})

const expectedSchema = v.strictObject({
  /** Verdicts that are right when the page is the first ever seen of its site, and nothing in it was run. */
  first: v.pipe(v.array(v.picklist(VERDICT_KINDS)), v.minLength(1)),
})

export interface TestPage extends v.InferOutput<typeof aboutSchema> {
  name: string
  html: string
  first: readonly (typeof VERDICT_KINDS)[number][]
}

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** All pages of `test/pages`, by name. */
export function readPages(): Map<string, TestPage> {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )
  return new Map(
    folders.map(({ name }) => {
      const folder = join(import.meta.dirname, name)
      const about = v.parse(aboutSchema, json(join(folder, 'about.json')))
      const { first } = v.parse(expectedSchema, json(join(folder, 'expected.json')))
      return [name, { name, ...about, first, html: readFileSync(join(folder, 'page.html'), 'utf8') }]
    }),
  )
}
