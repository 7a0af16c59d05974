import { describe, expect, it } from 'vitest'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { portraitOf } from '../../../src/engine/page/portrait.ts'
import type { Verdict } from '../../../src/engine/verdict/verdict.ts'
import {
  continueIncident,
  endIncident,
  isToBeSeenAgain,
  type Sighting,
  turnOf,
} from '../../../src/extension/background/incidents.ts'
import { pageHash } from '../../../src/extension/background/page-address.ts'

const page = observeHtml('<title>Hacked</title>', { url: 'https://example.org/', status: 200, at: 0 })
const verdict = (kind: Verdict['kind']): Verdict => ({
  kind,
  points: 12,
  evidence: [],
  reasons: [],
  fingerprint: 'f',
})
const HOME = 'https://example.org/'
const sighting = (kind: Verdict['kind'], now: number, url = HOME, address = url): Sighting => ({
  host: 'example.org',
  url,
  page: pageHash(address),
  settled: true,
  isGone: false,
  isOutside: false,
  verdict: verdict(kind),
  found: portraitOf(page),
  now,
})
const begun = continueIncident(null, sighting('defaced', 100), () => 'one')

describe('an incident', () => {
  it('begins with the first sighting', () => {
    expect(begun).toMatchObject({ id: 'one', firstSeen: 100, lastSeen: 100, restoredAt: 0 })
  })

  it('goes on under the same id, and remembers when it began', () => {
    const later = continueIncident(begun, sighting('defaced', 200), () => 'two')
    expect(later).toMatchObject({ id: 'one', firstSeen: 100, lastSeen: 200 })
  })

  it('ends when its own page is well again', () => {
    for (const kind of ['intact', 'unfamiliar', 'changed'] as const)
      expect(endIncident(begun, sighting(kind, 300))?.restoredAt).toBe(300)
  })

  it('does not end with an outage, a page that could not be checked, or another page of the host', () => {
    for (const kind of ['unavailable', 'undetermined', 'suspect'] as const)
      expect(endIncident(begun, sighting(kind, 300))).toBeNull()
    expect(endIncident(begun, sighting('intact', 300, 'https://example.org/news'))).toBeNull()
    expect(endIncident(null, sighting('intact', 300))).toBeNull()
  })

  it('is not over with a page that a script may still be about to alter, which is looked at again', () => {
    const half = { ...sighting('intact', 300), settled: false }
    expect(endIncident(begun, half)).toBeNull()
    expect(isToBeSeenAgain(begun, half)).toBe(true)
    for (const [open, seen] of [
      [null, half],
      [begun, sighting('intact', 300)],
      [begun, { ...sighting('intact', 300, `${HOME}news`), settled: false }],
      [begun, { ...sighting('unavailable', 300), settled: false }],
    ] as const)
      expect(isToBeSeenAgain(open, seen)).toBe(false)
  })

  it('ends on its page by another scheme, and by any page once its own is gone or a week has passed', () => {
    const http = sighting('intact', 300, 'http://example.org/')
    expect(endIncident(begun, http)?.restoredAt).toBe(300)
    const article = continueIncident(null, sighting('defaced', 100, `${HOME}x.html`), () => 'two')
    expect(endIncident(article, sighting('intact', 300))).toBeNull()
    const gone = endIncident(article, { ...sighting('unavailable', 200, `${HOME}x.html`), isGone: true })
    expect(gone).toMatchObject({ restoredAt: 0, isGone: true })
    expect(endIncident(gone, { ...sighting('unavailable', 250, `${HOME}x.html`), isGone: true })).toBeNull()
    expect(endIncident(gone, sighting('intact', 300))?.restoredAt).toBe(300)
    const back = continueIncident(gone, sighting('defaced', 350, `${HOME}x.html`), () => 'three')
    expect(endIncident(back, sighting('intact', 400))).toBeNull()
    const week = 7 * 86_400_000
    expect(endIncident(article, sighting('intact', 99 + week))).toBeNull()
    expect(endIncident(article, sighting('intact', 100 + week))?.restoredAt).toBe(100 + week)
    expect(endIncident(article, sighting('undetermined', 100 + week))).toBeNull()
    // Nobody saw that page well, so nobody is told that it is.
    for (const [open, at] of [
      [gone, 300],
      [article, 100 + week],
    ] as const)
      expect(turnOf(open, endIncident(open, sighting('intact', at)))).toBeNull()
  })

  it('does not end with another page at the same address but for the query', () => {
    const first = sighting('defaced', 100, `${HOME}a.php`, `${HOME}a.php?id=1`)
    const open = continueIncident(null, first, () => 'one')
    expect(endIncident(open, sighting('intact', 300, `${HOME}a.php`, `${HOME}a.php?id=2`))).toBeNull()
    const same = sighting('intact', 300, `${HOME}a.php`, `${HOME}a.php?id=1&utm_source=mail#top`)
    expect(endIncident(open, same)?.restoredAt).toBe(300)
    const { page: _, ...older } = open
    expect(endIncident(older, sighting('intact', 300, `${HOME}a.php`))?.restoredAt).toBe(300)
  })

  it('on a front page ends with it, and not with an article that is named by its query alone', () => {
    const home = continueIncident(null, sighting('defaced', 100), () => 'one')
    expect(endIncident(home, sighting('intact', 300, HOME, `${HOME}?p=9`))).toBeNull()
    expect(endIncident(home, sighting('intact', 300, HOME, `${HOME}?fbclid=x`))?.restoredAt).toBe(300)
    const edition = continueIncident(null, sighting('defaced', 100, HOME, `${HOME}?edition=2`), () => 'one')
    expect(endIncident(edition, sighting('intact', 300))?.restoredAt).toBe(300)
    expect(endIncident(edition, sighting('intact', 300, HOME, `${HOME}?edition=3`))).toBeNull()
  })

  it('that only a tab saw does not end with what the site sends, before its scripts have run', () => {
    const outside = { ...sighting('intact', 300), isOutside: true }
    expect(endIncident(begun, outside)).toBeNull()
    const seenOutside = continueIncident(begun, { ...sighting('defaced', 200), isOutside: true }, () => 'two')
    expect(endIncident(seenOutside, outside)?.restoredAt).toBe(300)
    const both = continueIncident(seenOutside, sighting('defaced', 250), () => 'two')
    expect(endIncident(both, outside)?.restoredAt).toBe(300)
  })

  it('is told of when it begins and when it ends, and not in between', () => {
    const ended = endIncident(begun, sighting('intact', 300))
    expect(turnOf(null, begun)).toEqual({ kind: 'began', incident: begun })
    expect(
      turnOf(
        begun,
        continueIncident(begun, sighting('defaced', 200), () => 'two'),
      ),
    ).toBeNull()
    expect(turnOf(begun, null)).toBeNull()
    expect(turnOf(begun, ended)).toEqual({ kind: 'restored', incident: ended })
  })
})
