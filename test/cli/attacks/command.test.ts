import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ATTACKS } from '../../../src/cli/attacks/all.ts'
import { type ListedVisit, readVisits } from '../../../src/cli/evaluate/visit.ts'
import { MASTHEAD } from '../setup/masthead.ts'
import { page } from './newsroom.ts'

const ROOT = join(import.meta.dirname, '../../..')
const home = page('newsroom-home-day-1')
const folder = mkdtempSync(join(tmpdir(), 'masthead-attacks-'))
const list = join(folder, 'healthy.jsonl')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const day = (number: number, more: object = {}) => ({
  id: `day-${number}`,
  file: home.file,
  url: home.url,
  time: new Date(Date.UTC(2026, 0, number, 9)).toISOString(),
  status: 200,
  session: 'newsroom',
  label: 'clean',
  kind: 'series-news',
  lang: null,
  ...more,
})

beforeAll(() => {
  const days = [...Array(8).keys()].map((number) => day(number + 1))
  const others = [day(20, { label: 'defaced' }), day(21, { session: null }), day(22, { status: 503 })]
  writeFileSync(list, [...days, ...others].map((line) => JSON.stringify(line)).join('\n'))
})

function attacks(...args: string[]) {
  const command = [MASTHEAD, 'attacks', ...args]
  return spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' })
}

function make(name: string, seed: string): { text: string; visits: ListedVisit[] } {
  const out = join(folder, name)
  expect(attacks(list, '--out', out, '--seed', seed, '--each', '2')).toMatchObject({ status: 0, stderr: '' })
  const path = join(out, 'visits.jsonl')
  return { text: readFileSync(path, 'utf8'), visits: readVisits([path]).visits }
}

describe('masthead attacks', () => {
  it('puts each attack behind three healthy visits of a session of its own', () => {
    const { visits } = make('first', '1')
    const made = visits.filter(({ kind }) => kind !== 'series-news')
    expect(made).toHaveLength(ATTACKS.length * 2)
    for (const attacked of made) {
      const session = visits.filter((one) => one.session === attacked.session)
      const before = session.slice(0, session.indexOf(attacked))
      expect(before.length).toBeGreaterThanOrEqual(3)
      expect(session.filter((one) => one !== attacked).every(({ label }) => label === 'clean')).toBe(true)
      expect(session.map(({ time }) => time)).toEqual(session.map(({ time }) => time).sort())
      expect(readFileSync(attacked.file, 'utf8')).not.toBe(home.html)
    }
    expect(new Set(visits.map(({ id }) => id)).size).toBe(visits.length)
  })

  it('writes the same for the same seed', () => {
    const lines = ['again', 'other'].map((name) => make(name, name === 'again' ? '1' : '2').text)
    expect(lines[0]).toBe(readFileSync(join(folder, 'first/visits.jsonl'), 'utf8'))
    expect(lines[1]).not.toBe(lines[0])
  })

  it('says what is wrong with what it was given', () => {
    const out = join(folder, 'wrong')
    const none = join(folder, 'none.jsonl')
    expect(attacks(none, '--out', out).stderr).toContain('none.jsonl cannot be read')
    expect(attacks(none, '--out', out)).toMatchObject({ status: 1 })
    expect(attacks(list, '--out', out, '--each', 'few')).toMatchObject({
      status: 2,
      stderr: '--each takes a number from 1, not "few".\n',
    })
    expect(attacks(list)).toMatchObject({ status: 2 })
    writeFileSync(none, JSON.stringify(day(1)))
    expect(attacks(none, '--out', out).stderr).toContain('Nothing was attacked')
  })

  it('names a page that is gone', () => {
    const gone = join(folder, 'gone.jsonl')
    const days = [1, 2, 3, 4].map((number) => day(number, { file: 'gone.html' }))
    writeFileSync(gone, days.map((line) => JSON.stringify(line)).join('\n'))
    const { status, stderr } = attacks(gone, '--out', join(folder, 'nothing'), '--each', '1')
    expect(status).toBe(1)
    expect(stderr).toContain('gone.html cannot be read')
  })
})
