import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CaseFacts, decide } from '../../../src/collector/believe/decide.ts'
import { CASE_STATES } from '../../../src/collector/database/schema.ts'
import { VERDICT_KINDS } from '../../../src/engine/verdict/verdict.ts'

const HOUR = 3_600_000
const facts: CaseFacts = {
  state: 'open',
  reporters: 3,
  networks: 3,
  newcomers: 2,
  weightFor: 4,
  weightAgainst: 0,
  look: 'off',
  isLookSince: true,
  isHostDown: false,
  approvals: 0,
  isRejected: false,
  isWithdrawn: false,
  denials: 0,
  provenDenials: 0,
  denialNetworks: 0,
  weightDenials: 0,
  burst: 0,
  burstNetworks: 0,
  usual: 0,
  quiet: 0,
}
const state = (change: Partial<CaseFacts>) => decide({ ...facts, ...change }).state

describe('an incident is published as suspect', () => {
  test('with three independent reporters, one of them proven', () => {
    expect(state({})).toBe('suspect')
    expect(state({ reporters: 2, weightFor: 3 })).toBe('open')
    expect(state({ newcomers: 3, weightFor: 3 })).toBe('open')
    const newcomers = { reporters: 5, newcomers: 5, weightFor: 5 }
    expect(state({ ...newcomers, networks: 4 })).toBe('suspect')
    expect(state({ ...newcomers, networks: 3 })).toBe('open')
  })

  test('with one, where the collector itself sees it', () => {
    expect(state({ reporters: 1, networks: 1, newcomers: 1, weightFor: 1, look: 'suspect' })).toBe('suspect')
    expect(state({ reporters: 0, networks: 0, newcomers: 0, weightFor: 0, look: 'defaced' })).toBe('open')
  })

  test('not from one network, however many there are', () =>
    expect(state({ reporters: 400, newcomers: 0, weightFor: 800, networks: 1 })).toBe('open'))

  test('not before the collector has looked, where it does', () => expect(state({ look: null })).toBe('open'))
})

describe('people look first', () => {
  test.each(['intact', 'unfamiliar', 'changed'] as const)('where the collector sees the page %s', (look) => {
    expect(state({ look })).toBe('held')
    expect(state({ look, reporters: 100_000, networks: 5_000, weightFor: 300_000, newcomers: 0 })).toBe(
      'held',
    )
  })
  test('where the collector cannot see, unless three were right before', () => {
    expect(state({ look: 'undetermined', reporters: 5, newcomers: 3 })).toBe('held')
    expect(state({ look: 'undetermined', reporters: 5, newcomers: 2, weightFor: 8 })).toBe('suspect')
    expect(state({ look: 'undetermined', reporters: 2, newcomers: 0 })).toBe('open')
  })
  test('where it was held before: reports alone bring nothing out of there', () => {
    expect(state({ state: 'held', look: 'undetermined', newcomers: 0, weightFor: 6 })).toBe('held')
    expect(state({ state: 'held', look: 'defaced' })).toBe('suspect')
  })
  test('where reporters contradict each other', () => expect(state({ weightAgainst: 2 })).toBe('held'))
  test('where newcomers come in a flood, whoever else is among them, unless three of those were right before', () => {
    const flood = { reporters: 42, newcomers: 40, networks: 40, weightFor: 44, burst: 40, burstNetworks: 40 }
    expect(decide({ ...facts, ...flood })).toMatchObject({
      state: 'held',
      why: expect.stringMatching(/campaign: 40 newcomers/),
    })
    expect(state({ ...flood, reporters: 43 })).toBe('suspect')
    expect(state({ ...flood, look: 'defaced' })).toBe('suspect')
  })
  test('where a crowd of newcomers comes out of few networks', () => {
    const crowd = { reporters: 9, newcomers: 9, networks: 3, weightFor: 9, burst: 9 }
    expect(state({ ...crowd, burstNetworks: 3 })).toBe('held')
    expect(state({ ...crowd, networks: 9, burstNetworks: 9 })).toBe('suspect')
  })
  test('where a site has as many false reports every day', () => {
    const some = { reporters: 8, newcomers: 8, networks: 8, weightFor: 8 }
    expect(state(some)).toBe('suspect')
    expect(state({ ...some, usual: 4 })).toBe('open')
    // What is a flood elsewhere is none where it is usual.
    expect(
      state({ ...some, reporters: 13, newcomers: 13, weightFor: 13, burst: 13, burstNetworks: 13, usual: 2 }),
    ).toBe('suspect')
  })
})

describe('an outage is no attack', () => {
  test('where the page does not answer, or says that it is down', () => {
    expect(state({ look: 'failed', reporters: 50 })).toBe('held')
    expect(state({ look: 'unavailable', reporters: 50 })).toBe('held')
  })
  test('where the host is down', () => expect(state({ look: 'undetermined', isHostDown: true })).toBe('held'))
  test('but what the collector saw altered on a host that is down is', () =>
    expect(state({ look: 'defaced', isHostDown: true })).toBe('suspect'))
})

describe('what is published', () => {
  test('becomes red by two people and by nothing else', () => {
    expect(state({ state: 'suspect', approvals: 1 })).toBe('suspect')
    expect(state({ state: 'suspect', approvals: 2 })).toBe('defaced')
  })
  test('may begin with one person, but not where the collector sees the page well', () => {
    expect(state({ state: 'held', look: 'failed', approvals: 1 })).toBe('suspect')
    expect(state({ state: 'held', look: 'intact', reporters: 5, weightFor: 5, approvals: 1 })).toBe('held')
    expect(state({ state: 'held', look: 'intact', approvals: 2 })).toBe('defaced')
  })
  test('but not on the word of moderators alone, whose yes is kept until others see it', () => {
    for (const approvals of [1, 2, 3])
      for (const look of ['failed', 'off', 'undetermined', null, 'intact'] as const) {
        const early = { look, reporters: 1, networks: 1, newcomers: 1, weightFor: 1, approvals }
        expect(['open', 'held']).toContain(state(early))
        expect(decide({ ...facts, ...early }).why).toMatch(/the yes of a moderator is kept/)
        const later = { ...early, reporters: 3, networks: 2, newcomers: 3, weightFor: 3 }
        const isOne = approvals === 1
        expect(state(later)).toBe(isOne ? (look === 'intact' ? 'open' : 'suspect') : 'defaced')
        expect(state({ ...early, look: 'suspect' })).toBe(isOne ? 'suspect' : 'defaced')
      }
    // Three in one network are one.
    expect(state({ reporters: 3, networks: 1, approvals: 2 })).toBe('open')
  })
  test('against what the collector saw is not restored by the very look that was overruled', () => {
    expect(state({ state: 'defaced', look: 'intact', approvals: 2, isLookSince: false })).toBe('defaced')
    expect(state({ state: 'defaced', look: 'intact', approvals: 2, isLookSince: true })).toBe('restored')
  })
  test('goes on while the page is away, and ends when it is well', () => {
    expect(state({ state: 'suspect', look: 'failed' })).toBe('suspect')
    expect(state({ state: 'defaced', look: 'intact', approvals: 2 })).toBe('restored')
  })
  test('ends when a moderator says so, or nobody sees it for days', () => {
    expect(state({ state: 'defaced', approvals: 2, isRejected: true })).toBe('rejected')
    expect(state({ state: 'suspect', quiet: 97 * HOUR })).toBe('expired')
    expect(state({ state: 'suspect', quiet: 95 * HOUR })).toBe('suspect')
    expect(state({ state: 'held', look: 'failed', quiet: 73 * HOUR })).toBe('expired')
  })
})

describe('what readers say against what is published', () => {
  const published = { state: 'suspect' as const, reporters: 4, weightFor: 6 }
  const denied = { denials: 4, provenDenials: 4, denialNetworks: 4, weightDenials: 8 }

  test('takes it out of the feed, for people to look at, where as much speaks against it', () => {
    const result = decide({ ...facts, ...published, ...denied })
    expect(result).toMatchObject({
      state: 'held',
      why: expect.stringMatching(/readers who were right before see nothing wrong/),
    })
    // There it stays, until the collector or a moderator sees it.
    expect(state({ ...published, ...denied, state: 'held', isWithdrawn: true })).toBe('held')
    expect(state({ ...published, ...denied, state: 'held', isWithdrawn: true, look: 'defaced' })).toBe(
      'suspect',
    )
    expect(state({ ...published, ...denied, state: 'held', isWithdrawn: true, approvals: 1 })).toBe('suspect')
  })
  test('only puts it before the moderators where few or only newcomers say so', () => {
    for (const few of [
      { ...denied, provenDenials: 2 },
      { denials: 900, provenDenials: 0, denialNetworks: 200, weightDenials: 900 },
      { ...denied, denialNetworks: 2 },
      { ...denied, weightDenials: 5 },
    ]) {
      const result = decide({ ...facts, ...published, ...few })
      expect(result).toMatchObject({
        state: 'suspect',
        isContested: true,
        why: expect.stringMatching(/readers see nothing wrong/),
      })
    }
    expect(
      decide({ ...facts, ...published, denials: 1, denialNetworks: 1, weightDenials: 3 }).isContested,
    ).toBe(false)
  })
  test.each([
    ['a moderator confirmed', { approvals: 1 }],
    ['two moderators made red', { state: 'defaced' as const, approvals: 2 }],
    ['the collector sees altered', { look: 'suspect' as const }],
  ])('never takes back what %s, and asks the moderators', (_, change) => {
    const many = { denials: 900, provenDenials: 900, denialNetworks: 200, weightDenials: 2_700 }
    const given = { ...facts, ...published, ...many, ...change }
    expect(decide(given)).toMatchObject({ state: given.state, isContested: true })
  })
})

const arbitraryFacts: fc.Arbitrary<CaseFacts> = fc.record({
  state: fc.constantFrom(...CASE_STATES),
  reporters: fc.nat(1_000),
  networks: fc.nat(1_000),
  newcomers: fc.nat(1_000),
  weightFor: fc.nat(3_000),
  weightAgainst: fc.nat(3_000),
  look: fc.constantFrom(...VERDICT_KINDS, 'failed' as const, 'off' as const, null),
  isLookSince: fc.boolean(),
  isHostDown: fc.boolean(),
  approvals: fc.nat(3),
  isRejected: fc.boolean(),
  isWithdrawn: fc.constant(false),
  denials: fc.nat(1_000),
  provenDenials: fc.nat(1_000),
  denialNetworks: fc.nat(1_000),
  weightDenials: fc.nat(3_000),
  burst: fc.nat(1_000),
  burstNetworks: fc.nat(1_000),
  usual: fc.nat(20),
  quiet: fc.nat(200 * HOUR),
})

test('whatever the crowd does, nothing turns red without two people', () => {
  fc.assert(
    fc.property(
      arbitraryFacts,
      (some) => decide(some).state !== 'defaced' || some.state === 'defaced' || some.approvals >= 2,
    ),
    { numRuns: 2_000 },
  )
})

test('whatever moderators say, nothing is published before three readers or one and the collector saw it', () => {
  const isPublic = (state: string) => state === 'suspect' || state === 'defaced'
  fc.assert(
    fc.property(
      arbitraryFacts.filter(({ state }) => !isPublic(state)),
      fc.constantFrom(0, 1, 2, 3, 50),
      (some, reporters) => {
        const facts = { ...some, reporters, networks: Math.min(some.networks, reporters) }
        const isSeen = reporters > 0 && (facts.look === 'suspect' || facts.look === 'defaced')
        return isSeen || reporters >= 3 || !isPublic(decide(facts).state)
      },
    ),
    { numRuns: 5_000 },
  )
})
