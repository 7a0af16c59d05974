import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'htmlparser2'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { junitReport } from '../../../src/cli/check/junit.ts'
import { look } from '../../../src/cli/check/look.ts'
import { mispEvent } from '../../../src/cli/check/misp.ts'
import type { CheckResult } from '../../../src/cli/check/result.ts'
import { stixBundle } from '../../../src/cli/check/stix.ts'
import { eventSchema } from './setup/misp-schema.ts'
import { bundleSchema } from './setup/stix-schema.ts'

const PAGES = join(import.meta.dirname, '../../pages')
const AT = Date.UTC(2026, 0, 7, 11, 30)
const URL_OF_PAGE = 'https://page.example/'
const checked = (target: string, page: string): CheckResult => {
  const html = readFileSync(join(PAGES, page, 'page.html'), 'utf8')
  return { target, url: URL_OF_PAGE, status: 200, verdict: look({ html, url: URL_OF_PAGE, status: 200 }) }
}
const HOSTILE = 'a<b>&"\u0000\u202e\ud800\uffff]]>.html'
const RESULTS = [
  checked('well.html', 'english-home'),
  checked(URL_OF_PAGE, 'defaced-2015-french'),
  checked(HOSTILE, 'defaced-2015-english'),
  checked('down.html', 'outage-host-down-200'),
  { target: '/none.html', error: 'It cannot be read.' },
]

describe('JUnit', () => {
  const xml = junitReport(RESULTS)
  const of = (name: string) =>
    parseDocument(xml, { xmlMode: true }).children.flatMap(function find(node): {
      attribs: Record<string, string>
    }[] {
      const inner = 'children' in node ? node.children.flatMap(find) : []
      return 'attribs' in node && node.name === name ? [node, ...inner] : inner
    })

  it('is a test a page, a failure an altered one, an error an unchecked one', () => {
    expect(of('testcase').map(({ attribs }) => attribs.name)).toEqual([
      'well.html',
      URL_OF_PAGE,
      expect.stringContaining('a<b>&'),
      'down.html',
      '/none.html',
    ])
    expect(of('failure').map(({ attribs }) => attribs.type)).toEqual(['defaced', 'defaced'])
    expect(of('error').map(({ attribs }) => attribs.message)).toEqual([
      expect.stringContaining('not reachable'),
      'It cannot be read.',
    ])
    expect(of('testsuite')[0]?.attribs).toMatchObject({ tests: '5', failures: '2', errors: '2' })
  })

  it('holds no character that XML forbids', () => {
    expect(xml).not.toMatch(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
  })
})

describe('STIX', () => {
  const { objects } = v.parse(bundleSchema, JSON.parse(stixBundle(RESULTS, AT)))

  it('is an incident for each altered page and none for the others', () => {
    const incidents = objects.filter((object) => object.type === 'incident')
    expect(incidents.map(({ labels }) => labels)).toEqual([['defaced'], ['defaced']])
    expect(incidents.map(({ created }) => created)).toEqual([
      '2026-01-07T11:30:00.000Z',
      '2026-01-07T11:30:00.000Z',
    ])
  })

  it('names nothing that is not in it', () => {
    const ids = new Set<string>(objects.map(({ id }) => id))
    const named = objects.flatMap((object) => [
      ...('object_refs' in object ? object.object_refs : []),
      ...('source_ref' in object ? [object.source_ref, object.target_ref] : []),
      ...('created_by_ref' in object && object.created_by_ref !== undefined ? [object.created_by_ref] : []),
    ])
    expect(named.filter((id) => !ids.has(id))).toEqual([])
    expect(ids.size).toBe(objects.length)
  })

  it('gives an address the identifier that the specification gives it', () => {
    // An example of the specification itself: the domain name example.com.
    const [page] = RESULTS.slice(1, 2)
    const bundle = stixBundle(page === undefined ? [] : [{ ...page, target: 'https://example.com/' }], AT)
    expect(bundle).toContain('"domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7"')
  })

  it('is the same for the same findings at the same moment', () => {
    expect(stixBundle(RESULTS, AT)).toBe(stixBundle(RESULTS, AT))
  })
})

describe('MISP', () => {
  const { Event: event } = v.parse(eventSchema, JSON.parse(mispEvent(RESULTS, AT)))

  it('is one event with the altered pages, none of them to be blocked', () => {
    expect(event).toMatchObject({ date: '2026-01-07', threat_level_id: '1' })
    const pages = event.Attribute.filter(({ type }) => type === 'url' || type === 'filename')
    expect(pages.map(({ value }) => value)).toEqual([URL_OF_PAGE, expect.stringContaining('a<b>')])
    expect(event.Attribute.some(({ to_ids }) => to_ids)).toBe(false)
    const ids = event.Attribute.map(({ uuid }) => uuid)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('says that nothing was found where that is so', () => {
    const { Event: calm } = v.parse(eventSchema, JSON.parse(mispEvent(RESULTS.slice(0, 1), AT)))
    expect(calm).toMatchObject({
      threat_level_id: '3',
      Attribute: [],
      info: 'Masthead: 0 altered of 1 pages',
    })
  })
})
