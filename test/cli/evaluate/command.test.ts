import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { frontPage } from '../../engine/verdict/front-page.ts'
import { MASTHEAD } from '../setup/masthead.ts'

let folder: string

const visit = (id: string, file: string, more: object = {}) => ({
  id,
  file,
  url: 'https://www.lemonde.fr/',
  time: '2026-01-05T09:00:00Z',
  status: 200,
  session: null,
  label: 'clean',
  kind: 'home',
  lang: 'en',
  ...more,
})

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-evaluate-'))
  for (let day = 0; day < 4; day++) writeFileSync(join(folder, `home-${day}.html`), frontPage(day))
  writeFileSync(join(folder, 'bad.html'), '<body bgcolor=black><h1>Hacked by nobody</h1><p>Greetz to all</p>')
})

function evaluate(lines: readonly unknown[], ...more: string[]) {
  const list = join(folder, 'visits.jsonl')
  writeFileSync(
    list,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
  return spawnSync(process.execPath, [MASTHEAD, 'evaluate', list, ...more], { encoding: 'utf8' })
}

test('visits of a session share a store, first visits do not, and each gives a line', () => {
  const verdicts = join(folder, 'verdicts.jsonl')
  const json = join(folder, 'tables.json')
  const { status, stdout } = evaluate(
    [
      ...[0, 1, 2, 3].map((day) =>
        visit(`s${day}`, `home-${day}.html`, { session: 'a', time: `2026-01-0${day + 1}T09:00:00Z` }),
      ),
      visit('alone', 'home-3.html', { status: null }),
      visit('bad', 'bad.html', { label: 'defaced', kind: 'full' }),
      visit('odd-address', 'home-0.html', { url: '(no address)' }),
    ],
    '--verdicts',
    verdicts,
    '--json',
    json,
  )
  expect(status).toBe(0)
  expect(stdout).toMatch(/^defaced\s+1\s+1\s/m)
  const lines = readFileSync(verdicts, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    's0 unfamiliar',
    's1 unfamiliar',
    's2 intact',
    's3 intact',
    'alone unfamiliar',
    'bad defaced',
    'odd-address unfamiliar',
  ])
  expect(lines[5].reasons.length).toBeGreaterThan(3)
  const tables = JSON.parse(readFileSync(json, 'utf8'))
  expect(tables.overall).toHaveLength(2)
  expect(tables.falseAlarms).toMatchObject({ visits: 6, siteDays: 6, sites: 2, red: { visits: 0 } })
  expect(stdout).toMatch(/^per site-day\s+6\s+0\.00000 \[/m)
})

test('a broken line is named by its number, and the rest goes on', () => {
  const { status, stdout, stderr } = evaluate([
    visit('a', 'home-0.html'),
    '{"id": ',
    { ...visit('c', 'home-1.html'), label: 'odd' },
    visit('d', 'missing.html'),
    visit('e', 'home-2.html'),
  ])
  expect(status).toBe(1)
  expect(stderr).toContain('line 2: this is not JSON')
  expect(stderr).toContain('line 3: label is wrong')
  expect(stderr).toContain('Visit d: the page cannot be read')
  expect(stdout).toMatch(/^clean\s+2\s/m)
})

test('a list that is not there is named', () => {
  const { status, stderr } = spawnSync(process.execPath, [MASTHEAD, 'evaluate', join(folder, 'none.jsonl')], {
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toContain('none.jsonl cannot be read')
})

test('the same visits give the same verdicts, whatever the order of the work', () => {
  const run = () => {
    const out = join(folder, 'again.jsonl')
    evaluate(
      [0, 1, 2, 3].map((day) => visit(`v${day}`, `home-${day}.html`)),
      '--verdicts',
      out,
    )
    return readFileSync(out, 'utf8')
  }
  expect(run()).toBe(run())
})

test('help is given, and a wrong command is named', () => {
  const help = execFileSync(process.execPath, [MASTHEAD, 'evaluate', '--help'], { encoding: 'utf8' })
  expect(help).toContain('VISITS.jsonl')
  for (const field of Object.keys(visit('a', 'a.html', { group: 'a' })))
    expect(help).toMatch(new RegExp(`^  ${field} +\\S`, 'm'))
  expect(spawnSync(process.execPath, [MASTHEAD, 'evaluat'], { encoding: 'utf8' })).toMatchObject({
    status: 2,
  })
})
