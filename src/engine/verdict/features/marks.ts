import { isNotice, type MarkClass } from '../../patterns/schema.ts'
import type { Feature, FeatureId } from '../feature.ts'
import type { Mark, Reading } from '../reading.ts'

const STRENGTH = { 1: 0.3, 2: 0.6, 3: 1 } as const
const QUOTES = 3

/** What the patterns found, one feature a class. Marks of one class add up without ever passing 1. */
export function markFeatures({ marks }: Reading): Feature[] {
  const byClass = new Map<MarkClass, Mark[]>()
  for (const mark of marks) {
    const kind = mark.hit.entry.pattern.class
    if (isNotice(kind)) continue
    const list = byClass.get(kind)
    if (list === undefined) byClass.set(kind, [mark])
    else list.push(mark)
  }
  const features = [...byClass].map(([kind, list]) => classFeature(kind, list))
  const title = classFeature(
    'claim',
    (byClass.get('claim') ?? []).filter((mark) => mark.place === 'title'),
  )
  features.push({ ...title, id: 'claim-in-title' })
  const kinds = features.filter((feature) => feature.value >= 0.15).length
  features.push({
    id: 'many-marks',
    value: Math.min(1, Math.max(0, (kinds - 2) / 3)),
    params: [String(kinds)],
  })
  return features
}

function classFeature(kind: MarkClass & FeatureId, marks: readonly Mark[]): Feature {
  const best = new Map<string, { mark: Mark; value: number }>()
  for (const mark of marks) {
    const value = STRENGTH[mark.hit.entry.pattern.strength] * mark.prominence
    const id = mark.hit.entry.pattern.id
    if (value > (best.get(id)?.value ?? 0)) best.set(id, { mark, value })
  }
  const strongest = [...best.values()].sort((a, b) => b.value - a.value)
  const value = 1 - strongest.reduce((left, one) => left * (1 - one.value), 1)
  const quotes = [...new Set(strongest.map(({ mark }) => mark.quote))].slice(0, QUOTES)
  const entry = strongest[0]?.mark.hit.entry
  return {
    id: kind,
    value,
    params: [quotes.map((quote) => `“${quote}”`).join(', ')],
    ...(entry === undefined ? {} : { source: { list: entry.pack, version: entry.version } }),
  }
}
