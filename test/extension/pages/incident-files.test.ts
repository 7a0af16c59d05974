import { describe, expect, it, vi } from 'vitest'
import type { Portrait } from '../../../src/engine/page/portrait.ts'
import type { IncidentView } from '../../../src/extension/messages.ts'

vi.mock('webextension-polyfill', async () => {
  const { FakeBrowser } = await import('../fake-browser.ts')
  return { default: new FakeBrowser() }
})
const { toCsv } = await import('../../../src/extension/pages/incidents/csv.ts')
const { findIncidents } = await import('../../../src/extension/pages/incidents/find-incidents.ts')
const { reportOf } = await import('../../../src/extension/pages/warning/report-text.ts')
const { archivedCopy } = await import('../../../src/extension/pages/warning/archive.ts')
const { traitsOf } = await import('../../../src/extension/pages/comparison/traits.ts')
const { sourcesOf } = await import('../../../src/extension/pages/sources.ts')
const { warnedOf } = await import('../../../src/extension/pages/popup/warned-of.ts')

const sign = (id: string, points: number, params: string[], list = 'weights') => ({
  id,
  group: 'patterns' as const,
  points,
  reason: { key: `reason_${id}`, params },
  source: { list, version: '2026-11-22' },
})
const incident: IncidentView = {
  id: 'one',
  host: 'www.lemonde.fr',
  name: 'Le Monde',
  url: 'https://www.lemonde.fr/',
  address: 'https://www.lemonde.fr/',
  firstSeen: Date.UTC(2026, 0, 2, 3, 4, 5),
  lastSeen: Date.UTC(2026, 0, 2, 4),
  restoredAt: null,
  isForgotten: false,
  verdict: {
    kind: 'defaced',
    points: 12.5,
    evidence: [
      sign('claim', 3, ['=HYPERLINK("x")'], 'en'),
      sign('crew', 1, ['Équipe'], 'en'),
      sign('full', -1, []),
    ],
    reasons: [],
    fingerprint: 'abc',
  },
  found: null,
  usual: null,
  known: null,
  hasEvidence: false,
}

describe('a table of incidents', () => {
  it('has one line each, and no words that a spreadsheet would run', () => {
    const evil = { ...incident, name: '=1+1', url: 'https://a.example/"x",y' }
    const [head, first, second, end] = toCsv([incident, evil]).split('\r\n')
    expect(head).toContain('"first_seen"')
    expect(first).toBe(
      '"Le Monde","www.lemonde.fr","https://www.lemonde.fr/","2026-01-02T03:04:05.000Z","2026-01-02T04:00:00.000Z","","12.5","abc","claim =HYPERLINK(""x""); crew Équipe"',
    )
    expect(second).toMatch(/^"'=1\+1",.*"https:\/\/a\.example\/""x"",y"/)
    expect(end).toBe('')
  })
})

describe('incidents are found', () => {
  it('by site, address and the words that were found', () => {
    for (const query of ['monde', 'LEMONDE.FR', 'equipe', ''])
      expect(findIncidents([incident], query)).toHaveLength(1)
    expect(findIncidents([incident], 'figaro')).toEqual([])
  })
})

describe('a report', () => {
  it('holds the address without query and what was found, and nothing else of the page', () => {
    const told = { ...incident, url: 'https://www.lemonde.fr/a?token=secret#part' }
    const report: unknown = JSON.parse(reportOf(told))
    expect(report).toMatchObject({
      address: 'https://www.lemonde.fr/a',
      firstSeen: '2026-01-02T03:04:05.000Z',
      signs: [{ sign: 'claim' }, { sign: 'crew' }],
    })
    expect(reportOf(told)).not.toContain('secret')
  })
})

describe('an archived copy', () => {
  it('is one from before the incident', () => {
    expect(archivedCopy('https://a.example/x?y', Date.UTC(2026, 0, 2))).toBe(
      'https://web.archive.org/web/20260101000000/https://a.example/x?y',
    )
  })
})

describe('sources', () => {
  it('are told by weight, and only those that speak for an alteration', () => {
    expect(sourcesOf(incident.verdict)).toEqual([{ list: 'en', version: '2026-11-22', signs: 2, points: 4 }])
  })
})

describe('traits', () => {
  const page: Portrait = {
    at: 1,
    url: 'https://a.example/',
    title: 'The Courier',
    menu: ['World', 'Sport'],
    says: ['Council meets'],
    links: 100,
    ownLinks: 90,
    images: 10,
    text: 5_000,
    language: 'en',
    script: 'latin',
    isDark: false,
  }
  const different = (now: Portrait) =>
    traitsOf(now, page)
      .filter(({ isDifferent }) => isDifferent)
      .map(({ label }) => label)

  it('of the same page on another day are the same', () => {
    const grown = { ...page, ownLinks: 110, text: 6_000, says: ['Council meets', 'Rain'] }
    expect(different(grown)).toEqual([])
  })

  it('of another page in its place are different', () => {
    const other = { ...page, title: 'Hacked', menu: [], ownLinks: 0, isDark: true, language: '"><b>' }
    expect(different(other)).toEqual([
      'compare_title',
      'compare_menu',
      'compare_links',
      'compare_language',
      'compare_look',
    ])
  })

  it('name the language of a page, and leave as it is what only looks like one', () => {
    const languages = (language: string) =>
      traitsOf({ ...page, language }, page)
        .filter(({ label }) => label === 'compare_language')
        .flatMap(({ now }) => now)
    expect(languages('de')).toEqual(['German'])
    for (const tag of ['fr-fr-fr', 'en-a', 'de-1996-1996', '"><b>']) expect(languages(tag)).toEqual([tag])
    expect(languages('')).toEqual([])
  })

  it('of a page that has nothing to be put beside it differ in nothing', () => {
    expect(traitsOf(page, null).some(({ isDifferent }) => isDifferent)).toBe(false)
  })
})

describe('the tab of a warning', () => {
  it('is told by its address, and by no other that looks like it', () => {
    const own = 'chrome-extension://abc/'
    expect(warnedOf(`${own}pages/warning/index.html?incident=one`, own)).toBe('one')
    expect(warnedOf(`${own}pages/warning/index.html?example`, own)).toBeNull()
    expect(warnedOf(`https://a.example/?${own}pages/warning/index.html?incident=one`, own)).toBeNull()
  })
})
