import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { junitReport } from '../../../src/cli/check/junit.ts'
import { look } from '../../../src/cli/check/look.ts'
import { mispEvent } from '../../../src/cli/check/misp.ts'
import type { CheckResult } from '../../../src/cli/check/result.ts'
import { sarifLog } from '../../../src/cli/check/sarif.ts'
import { stixBundle } from '../../../src/cli/check/stix.ts'
import { uriOfAddress } from '../../../src/cli/check/uri.ts'
import type { VerdictKind } from '../../../src/engine/verdict/verdict.ts'
import { documentSchema, elementsOf } from './setup/junit-schema.ts'
import { eventSchema } from './setup/misp-schema.ts'
import { sarifValidator, stixValidator, whyNoJunit } from './setup/published.ts'
import { logSchema } from './setup/sarif-schema.ts'
import { bundleSchema } from './setup/stix-schema.ts'

const AT = Date.UTC(2026, 0, 7, 11, 30)
const PAGE = join(import.meta.dirname, '../../pages/defaced-2015-french/page.html')
const url = 'https://page.example/'
const verdict = look({ html: readFileSync(PAGE, 'utf8'), url, status: 200 })

/** Every verdict there is, and what the formats are to tell of it. */
const OUTCOMES = {
  intact: 'well',
  unfamiliar: 'well',
  changed: 'well',
  suspect: 'found',
  defaced: 'found',
  unavailable: 'unchecked',
  undetermined: 'unchecked',
} as const satisfies Record<VerdictKind, 'well' | 'found' | 'unchecked'>

const kinds: VerdictKind[] = [
  'intact',
  'unfamiliar',
  'changed',
  'suspect',
  'defaced',
  'unavailable',
  'undetermined',
]
/** Names that are hard to carry: blanks, other letters, and what each format has a meaning of its own for. */
const nameOf = (kind: string) => `pages/é à/<${kind}> & "b" 100%.html`
const addressOf = (kind: string) => `https://page.example/${kind}?a=1&b=%20`

/** An address as somebody types it, which no format may hold as it is; the host is a number. */
const typedOf = (kind: string) => `http://[2001:DB8::1]:81/a b|<${kind}>é/[x]?q={100%}^"#a#b`

const results = (targetOf: (kind: string) => string): CheckResult[] => [
  ...kinds.map((kind) => ({ target: targetOf(kind), url, status: 200, verdict: { ...verdict, kind } })),
  { target: targetOf('none'), error: 'It cannot be read.' },
]
const told = (outcome: string) => kinds.filter((kind) => OUTCOMES[kind] === outcome)

it.each([
  'http://page.example/?',
  'http://page.example/a#',
  'http://page.example/a?#b',
  'http://[2001:db8::1]:81/a',
])('the address %s stays what it is', (address) => {
  expect(uriOfAddress(address)).toBe(address)
})

const whyNoSarif = sarifValidator()
const whyNoStix = stixValidator()

describe.each([
  ['files', nameOf],
  ['addresses', addressOf],
  ['addresses as they are typed', typedOf],
])('a run over %s with every kind of result', (_, targetOf) => {
  const all = results(targetOf)

  it('is a SARIF log', () => {
    const log: unknown = JSON.parse(sarifLog(all))
    expect(whyNoSarif(log)).toEqual([])
    const { runs } = v.parse(logSchema, log)
    const [run] = runs
    expect(run?.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['suspect', 'warning'],
      ['defaced', 'error'],
    ])
    const [invocation] = run?.invocations ?? []
    expect(invocation?.toolExecutionNotifications).toHaveLength(told('unchecked').length + 1)
  })

  it('is a JUnit report', async () => {
    const xml = junitReport(all)
    expect(await whyNoJunit(xml)).toEqual([])
    const [{ inner, attributes }] = v.parse(documentSchema, elementsOf(xml))
    const [suite] = inner
    const having = (name: string) =>
      suite.inner.flatMap((test, index) => (test.inner.some((one) => one.name === name) ? [index] : []))
    expect(having('failure').map((index) => kinds[index])).toEqual(told('found'))
    expect(having('error').map((index) => kinds[index])).toEqual([...told('unchecked'), undefined])
    for (const counts of [attributes, suite.attributes])
      expect(counts).toMatchObject({ tests: '8', failures: '2', errors: '3' })
  })

  it('is a STIX bundle', () => {
    const bundle: unknown = JSON.parse(stixBundle(all, AT))
    expect(whyNoStix(bundle)).toEqual([])
    const { objects } = v.parse(bundleSchema, bundle)
    const incidents = objects.filter((object) => object.type === 'incident')
    expect(incidents.map(({ labels }) => labels)).toEqual([['suspect'], ['defaced']])
  })

  it('is a MISP event', () => {
    const { Event: event } = v.parse(eventSchema, JSON.parse(mispEvent(all, AT)))
    expect(event.info).toBe('Masthead: 2 altered of 8 pages')
    const pages = event.Attribute.filter(({ type }) => type === 'url' || type === 'filename')
    expect(pages).toHaveLength(2)
  })
})

it.each([
  ['nothing', []],
  ['nothing but well pages', results(nameOf).slice(0, 3)],
  ['nothing but what could not be checked', results(nameOf).slice(5)],
])('a run that found %s is as valid', async (_, some) => {
  const log: unknown = JSON.parse(sarifLog(some))
  expect(whyNoSarif(log)).toEqual([])
  expect(v.parse(logSchema, log).runs[0]?.results).toEqual([])
  expect(await whyNoJunit(junitReport(some))).toEqual([])
  v.parse(documentSchema, elementsOf(junitReport(some)))
  const bundle: unknown = JSON.parse(stixBundle(some, AT))
  expect(whyNoStix(bundle)).toEqual([])
  const { objects } = v.parse(bundleSchema, bundle)
  expect(objects.some(({ type }) => type === 'incident')).toBe(false)
  expect(v.parse(eventSchema, JSON.parse(mispEvent(some, AT))).Event.Attribute).toEqual([])
})

it('what is spoilt is not valid to the published schemas', async () => {
  const all = results(addressOf)
  expect(
    whyNoSarif(JSON.parse(sarifLog(all).replaceAll('"level": "error"', '"level": "fatal"'))),
  ).not.toEqual([])
  expect(
    whyNoStix(JSON.parse(stixBundle(all, AT).replaceAll('"number_observed": 1', '"number_observed": 0'))),
  ).not.toEqual([])
  expect(
    await whyNoJunit(junitReport(all).replaceAll('<failure', '<fault').replaceAll('</failure', '</fault')),
  ).not.toEqual([])
})
