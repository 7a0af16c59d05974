import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { sessions } from '../src/cli/evaluate/replay.ts'
import { type ListedVisit, readVisits } from '../src/cli/evaluate/visit.ts'
import { checkPage } from '../src/engine/check.ts'
import { observeHtml } from '../src/engine/page/html.ts'
import type { Observation } from '../src/engine/page/observation.ts'
import { shippedPatterns } from '../src/engine/patterns/shipped.ts'
import type { SiteSignature } from '../src/engine/signature/signature.ts'
import { shippedWeights } from '../src/engine/verdict/weights.ts'

const corpus = inject('corpus')
const patterns = shippedPatterns()
const DAY = 86_400_000

const observe = ({ file, url, status, time }: ListedVisit): Observation =>
  observeHtml(readFileSync(file, 'utf8'), { url, status, at: Date.parse(time) })

const check = (observation: Observation, site: SiteSignature | null, now: number) =>
  checkPage({ observation, site, patterns, weights: shippedWeights, now })

/** A site as a reader knows it before its first attack, the attacks, and the page the reader saw last. */
function beforeAttacks(visits: readonly ListedVisit[]) {
  const first = visits.findIndex(({ label }) => label === 'defaced')
  let site: SiteSignature | null = null
  let last: { observation: Observation; kind: string; now: number } | null = null
  for (const visit of visits.slice(0, first)) {
    const observation = observe(visit)
    const now = Date.parse(visit.time)
    const checked = check(observation, site, now)
    site = checked.site
    last = { observation, kind: checked.verdict.kind, now }
  }
  const attacks = visits.filter(({ kind }) => kind === 'replaced' || kind === 'head-kept').map(observe)
  return site === null || last === null ? null : { site, last, attacks }
}

const trusted = ({ templates }: SiteSignature) => templates.filter(({ standing }) => standing === 'trusted')

describe.skipIf(corpus === null)('a store that is shown the attacks of the corpus', () => {
  const known = sessions(readVisits([join(corpus ?? '', 'visits-series.jsonl')]).visits)
    .map(beforeAttacks)
    .filter((one) => one !== null && one.last.kind === 'intact' && one.attacks.length > 0)
    .filter((one) => one !== null)

  it('knows most sites before', () => {
    expect(known.length).toBeGreaterThan(40)
  })

  it.each([
    { times: 5, same: true },
    { times: 20, same: true },
    { times: 50, same: true },
    { times: 5, same: false },
    { times: 20, same: false },
    { times: 50, same: false },
  ])(
    '$times times a day apart, the same: $same, knows every site afterwards as before',
    ({ times, same }) => {
      const poisoned = known.filter(({ site, last, attacks }) => {
        let after: SiteSignature | null = site
        for (let i = 0; i < times; i++) {
          const attack = attacks[same ? 0 : i % attacks.length]
          if (attack !== undefined) after = check(attack, after, last.now + (i + 1) * DAY).site
        }
        const again = check(last.observation, after, last.now + (times + 2) * DAY)
        if (again.verdict.kind !== 'intact' || after === null) return true
        return JSON.stringify(trusted(after)) !== JSON.stringify(trusted(site))
      })
      expect(poisoned.map(({ site }) => site.host)).toEqual([])
    },
  )
})
