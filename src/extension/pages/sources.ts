import type { Verdict } from '../../engine/verdict/verdict.ts'
import { text } from '../texts.ts'
import { languageName, listOf } from './localise.ts'

/** A list that speaks in a verdict: with how many signs, and of which day it is. */
export interface Source {
  list: string
  version: string
  signs: number
  points: number
}

/** Who speaks for an alteration, the weightiest first. */
export function sourcesOf({ evidence }: Verdict): Source[] {
  const sources = new Map<string, Source>()
  for (const { points, source } of evidence) {
    if (points <= 0) continue
    const key = `${source.list} ${source.version}`
    const known = sources.get(key) ?? { ...source, signs: 0, points: 0 }
    sources.set(key, { ...known, signs: known.signs + 1, points: known.points + points })
  }
  return [...sources.values()].sort((a, b) => b.points - a.points)
}

/** The languages, by their codes, that a list is of: one of languages is named by them, any other has none. */
export const languagesOf = (list: string): string[] =>
  /^[a-z]{2}(?:-[a-z]{2})*$/.test(list) ? list.split('-') : []

/** A list by the name that a reader can make something of. */
export function sourceName(list: string): string {
  if (list === 'weights') return text('source_weights')
  if (list === 'signature-owner') return text('source_signature_owner')
  if (list === 'signature-feed') return text('source_signature_feed')
  if (list.startsWith('campaign-')) return text('source_campaigns')
  if (list === 'notices' || list.startsWith('notices-')) return text('source_notices')
  if (list === 'takeover' || list === 'letters') return text('source_takeover')
  const languages = languagesOf(list)
  return text('source_pack', languages.length > 0 ? listOf(languages.map(languageName)) : list)
}

/**
 * The day in a version, where it is one, as it begins where the reader is: a day alone would be taken for the one of
 * Greenwich, which is yesterday's evening to the west of it.
 */
export function dayOf(version: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(version) ? Date.parse(`${version}T00:00`) : Number.NaN
  return Number.isNaN(at) ? null : at
}
