import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { costsOf } from '../src/engine/verdict/sensitivity.ts'

const ROOT = join(import.meta.dirname, '..')
const corpus = inject('corpus')

const count = v.pipe(v.number(), v.integer())
const tablesSchema = v.object({
  kinds: v.array(
    v.object({
      /** Label and kind, as in `defaced script,needs-script`. */
      name: v.string(),
      n: count,
      counts: v.object({ defaced: count, suspect: count }),
    }),
  ),
})

/** Shares of visits, in percent. */
interface Shares {
  n: number
  red: number
  amber: number
  flagged: number
}

const folder = mkdtempSync(join(tmpdir(), 'masthead-corpus-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Replays a list by the command that people use, and adds up the rows that a name fits. */
function evaluate(list: string): (isOne: (name: string) => boolean) => Shares {
  const json = join(folder, `${list}.json`)
  const command = ['--import', 'tsx', 'src/cli/main.ts', 'evaluate', join(corpus ?? '', list), '--json', json]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' })
  console.log(stdout)
  if (status !== 0) throw new Error(`The replay ended with status ${status}: ${stderr}`)
  const { kinds } = v.parse(tablesSchema, JSON.parse(readFileSync(json, 'utf8')))
  return (isOne) => {
    const rows = kinds.filter(({ name }) => isOne(name))
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0)
    const n = sum((row) => row.n)
    if (n === 0) throw new Error(`No visit of ${list} is of the kind asked for.`)
    const red = (sum((row) => row.counts.defaced) / n) * 100
    const amber = (sum((row) => row.counts.suspect) / n) * 100
    return { n, red, amber, flagged: red + amber }
  }
}

const isClean = (name: string) => name.startsWith('clean ')
const isQuoting = (name: string) => name.startsWith('clean quoting')
/** The message is in the HTML, where a replay without a browser can see it. */
const isInHtml = (name: string) =>
  name.startsWith('defaced ') && !/needs-script|external-script|redirect/.test(name)

/** Visits of both lists, once they are replayed. */
const replayed: ReturnType<typeof evaluate>[] = []

describe.skipIf(corpus === null)('first visits', () => {
  let shares: ReturnType<typeof evaluate>
  beforeAll(() => {
    shares = evaluate('visits-first.jsonl')
    replayed.push(shares)
  })

  it('take no healthy page for defaced, and at most 0.2 % for suspect', () => {
    const healthy = shares((name) => isClean(name) && !isQuoting(name))
    expect(healthy.red).toBe(0)
    expect(healthy.amber).toBeLessThanOrEqual(0.2)
  })

  it('know a page that quotes a defacement from one that is defaced', () => {
    const quoting = shares(isQuoting)
    expect(quoting.red).toBe(0)
    expect(quoting.amber).toBeLessThanOrEqual(0.5)
  })

  it('never take an outage for an attack', () => {
    expect(shares((name) => name === 'clean error').flagged).toBe(0)
  })

  it('flag at least 97 % of the defaced pages with their message in the HTML', () => {
    expect(shares(isInHtml).flagged).toBeGreaterThanOrEqual(97)
  })

  it('show at least 92 % of the defaced pages with their message in the HTML red', () => {
    expect(shares(isInHtml).red).toBeGreaterThanOrEqual(92)
  })
})

describe.skipIf(corpus === null)('sites over time', () => {
  let shares: ReturnType<typeof evaluate>
  beforeAll(() => {
    shares = evaluate('visits-series.jsonl')
    replayed.push(shares)
  })

  it('are never red while they are healthy, and amber at most 0.1 % of the time', () => {
    const healthy = shares(isClean)
    expect(healthy.red).toBe(0)
    expect(healthy.amber).toBeLessThanOrEqual(0.1)
  })

  // Five bodies under the real head are empty: nothing of the attacker's is left in them to be red for.
  it.each([
    ['replaced', 99, 95],
    ['head-kept', 99, 85],
    ['banner', 99, 85],
    ['overlay', 99, 90],
  ])('attacked by %s are flagged at least %d %% of the time, and red %d %%', (kind, flagged, red) => {
    const seen = shares((name) => name === `defaced ${kind}`)
    expect(seen.flagged).toBeGreaterThanOrEqual(flagged)
    expect(seen.red).toBeGreaterThanOrEqual(red)
  })
})

describe.skipIf(corpus === null)('what the options tell of the middle sensitivity', () => {
  it('is what both lists give: `npm run generate:sensitivities` counts it anew', () => {
    const sum = (isOne: (name: string) => boolean) => {
      const seen = replayed.map((shares) => shares(isOne))
      return {
        n: seen.reduce((all, { n }) => all + n, 0),
        flagged: seen.reduce((all, { n, flagged }) => all + Math.round((flagged * n) / 100), 0),
      }
    }
    const healthy = sum(isClean)
    const altered = sum((name) => name.startsWith('defaced '))
    expect(costsOf('balanced')).toEqual({
      altered: altered.n,
      told: altered.flagged,
      healthy: healthy.n,
      accused: healthy.flagged,
    })
  })
})
