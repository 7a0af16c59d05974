import { describe, expect, it } from 'vitest'
import { VERDICT_KINDS } from '../../../src/engine/verdict/verdict.ts'
import { confirm } from '../../../src/extension/background/confirm.ts'
import type { LookRecord } from '../../../src/extension/background/database/schema.ts'

const look = (kind: LookRecord['kind'], settled: boolean, number = 1): LookRecord => ({
  kind,
  settled,
  number,
})

describe('a defaced verdict', () => {
  it('does nothing on the first look, however settled, and asks for another', () => {
    for (const settled of [false, true])
      expect(confirm({ current: look('defaced', settled), earlier: [], decision: null })).toEqual({
        shown: 'suspect',
        act: 'none',
        again: true,
      })
  })

  it('acts when an earlier look at the same document said so too and the page has settled', () => {
    const earlier = [look('defaced', false)]
    expect(confirm({ current: look('defaced', true, 2), earlier, decision: null })).toEqual({
      shown: 'defaced',
      act: 'warn',
      again: false,
    })
  })

  it('waits as long as the page has not settled', () => {
    const earlier = [look('defaced', false)]
    expect(confirm({ current: look('defaced', false, 2), earlier, decision: null }).act).toBe('none')
  })

  it('is not confirmed by looks that said anything else, and has a banner until the next', () => {
    for (const kind of VERDICT_KINDS.filter((kind) => kind !== 'defaced')) {
      const earlier = [look(kind, true)]
      expect(confirm({ current: look('defaced', true, 2), earlier, decision: null })).toEqual({
        shown: 'suspect',
        act: 'banner',
        again: true,
      })
      expect(confirm({ current: look('defaced', true, 2), earlier, decision: 'dismissed' }).act).toBe('none')
    }
  })

  it('stays red without taking the page once the reader allowed this evidence', () => {
    const earlier = [look('defaced', false)]
    for (const decision of ['shown', 'mistake'] as const)
      expect(confirm({ current: look('defaced', true, 2), earlier, decision })).toEqual({
        shown: 'defaced',
        act: 'none',
        again: false,
      })
  })

  it('is not allowed by a banner that was closed', () => {
    const earlier = [look('defaced', false)]
    expect(confirm({ current: look('defaced', true, 2), earlier, decision: 'dismissed' }).act).toBe('warn')
  })
})

describe('other verdicts', () => {
  it('a suspect page gets a banner until the reader has decided', () => {
    expect(confirm({ current: look('suspect', true), earlier: [], decision: null }).act).toBe('banner')
    for (const decision of ['shown', 'mistake', 'dismissed'] as const)
      expect(confirm({ current: look('suspect', true), earlier: [], decision }).act).toBe('none')
  })

  it('a suspect look at a page that has not settled waits for another', () => {
    expect(confirm({ current: look('suspect', false), earlier: [], decision: null })).toEqual({
      shown: 'suspect',
      act: 'none',
      again: true,
    })
  })

  it('nothing else ever acts, whatever earlier looks said', () => {
    const earlier = [look('defaced', true)]
    for (const kind of ['intact', 'unfamiliar', 'changed', 'unavailable', 'undetermined'] as const) {
      const { act, shown } = confirm({ current: look(kind, true, 2), earlier, decision: null })
      expect({ act, shown }).toEqual({ act: 'none', shown: kind })
    }
  })

  it('half a page that could not be judged is looked at again, a settled one is not', () => {
    expect(confirm({ current: look('undetermined', false), earlier: [], decision: null }).again).toBe(true)
    expect(confirm({ current: look('undetermined', true), earlier: [], decision: null }).again).toBe(false)
  })
})
