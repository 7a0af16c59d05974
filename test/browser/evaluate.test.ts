import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type BrowserOutcome, replayInBrowser } from '../../src/cli/evaluate/browser/replay.ts'
import { sessions } from '../../src/cli/evaluate/replay.ts'
import { readVisits } from '../../src/cli/evaluate/visit.ts'

const PAGES = join(import.meta.dirname, '../pages')
const BUILD = join(import.meta.dirname, '../../dist/chrome')
const aboutSchema = v.object({ url: v.string(), status: v.number() })

function listed(name: string) {
  const { url, status } = v.parse(
    aboutSchema,
    JSON.parse(readFileSync(join(PAGES, name, 'about.json'), 'utf8')),
  )
  const file = join(PAGES, name, 'page.html')
  return {
    id: name,
    file,
    url,
    status,
    time: '2026-01-05T09:00:00Z',
    session: null,
    label: 'clean',
    kind: 'own',
    lang: 'en',
  }
}

test('a list of visits is made in a real Chromium, and what the reader saw is noted', async () => {
  const list = join(mkdtempSync(join(tmpdir(), 'masthead-list-')), 'visits.jsonl')
  const names = ['newsroom-home-day-1', 'defaced-2015-english', 'outage-nginx-502', 'defaced-by-script']
  writeFileSync(list, names.map((name) => JSON.stringify(listed(name))).join('\n'))
  const { visits, errors } = readVisits([list])
  expect(errors).toEqual([])
  const outcomes: BrowserOutcome[] = []
  await replayInBrowser(sessions(visits), BUILD, (outcome) => outcomes.push(outcome))
  const told = outcomes.map((outcome) => ({
    id: outcome.visit.id,
    verdict: 'verdict' in outcome ? outcome.verdict.kind : outcome.error,
    warning: outcome.seen?.warning,
  }))
  expect(told).toEqual([
    { id: 'newsroom-home-day-1', verdict: 'unfamiliar', warning: false },
    { id: 'defaced-2015-english', verdict: 'defaced', warning: true },
    { id: 'outage-nginx-502', verdict: 'unavailable', warning: false },
    // What only a script writes is seen where scripts run.
    { id: 'defaced-by-script', verdict: 'defaced', warning: true },
  ])
})
