import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type BrowserOutcome, replayInBrowser } from '../../src/cli/evaluate/browser/replay.ts'
import { sessions } from '../../src/cli/evaluate/replay.ts'
import { readVisits } from '../../src/cli/evaluate/visit.ts'
import { frontPage } from './pages.ts'

const PAGES = join(import.meta.dirname, '../pages')
const BUILD = join(import.meta.dirname, '../../dist/chrome')
const folder = mkdtempSync(join(tmpdir(), 'masthead-list-'))
const aboutSchema = v.object({ url: v.string(), status: v.number() })

const visit = (id: string, file: string, url: string, status: number) =>
  JSON.stringify({
    id,
    file,
    url,
    status,
    time: '2026-01-05T09:00:00Z',
    session: null,
    label: 'clean',
    kind: 'own',
    lang: 'en',
  })

function ownPage(name: string): string {
  const { url, status } = v.parse(
    aboutSchema,
    JSON.parse(readFileSync(join(PAGES, name, 'about.json'), 'utf8')),
  )
  return visit(name, join(PAGES, name, 'page.html'), url, status)
}

async function made(lines: readonly string[]): Promise<BrowserOutcome[]> {
  const list = join(folder, 'visits.jsonl')
  writeFileSync(list, lines.join('\n'))
  const { visits, errors } = readVisits([list])
  expect(errors).toEqual([])
  const outcomes: BrowserOutcome[] = []
  await replayInBrowser(sessions(visits), BUILD, (outcome) => outcomes.push(outcome))
  return outcomes
}

const verdictOf = (outcome: BrowserOutcome): string =>
  'verdict' in outcome ? outcome.verdict.kind : outcome.error

test('a list of visits is made in a real Chromium, and what the reader saw is noted', async () => {
  const names = ['newsroom-home-day-1', 'defaced-2015-english', 'outage-nginx-502', 'defaced-by-script']
  const outcomes = await made(names.map(ownPage))
  const told = outcomes.map((outcome) => ({
    id: outcome.visit.id,
    verdict: verdictOf(outcome),
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

test('a page that sends its reader away at once, or round and round, is judged as the list has it', async () => {
  const away = (script: string) => frontPage({ head: `<script>${script}</script>` })
  const pages: Record<string, [string, string]> = {
    'to-consent': ['https://www.lemonde.fr/', away("location.href = 'https://consent.example/form'")],
    'to-plain': ['http://www.lemonde.fr/', away("location.replace('http://consent.example/form')")],
    'to-itself': ['https://www.lemonde.fr/', away("location.replace('/?again=' + Math.random())")],
    'by-form': [
      'https://www.lemonde.fr/',
      away(`const form = document.createElement('form')
        form.action = '/consent'
        form.method = 'post'
        document.body = document.createElement('body')
        document.body.append(form)
        form.submit()`),
    ],
    'on-load': ['https://www.lemonde.fr/', away("onload = () => location.assign('/abonnement')")],
  }
  const lines = Object.entries(pages).map(([id, [url, html]]) => {
    writeFileSync(join(folder, `${id}.html`), html)
    return visit(id, `${id}.html`, url, 200)
  })
  const told = (await made(lines)).map((outcome) => [outcome.visit.id, verdictOf(outcome)])
  expect(told).toEqual(Object.keys(pages).map((id) => [id, 'unfamiliar']))
})
