import { isNotice } from '../../patterns/schema.ts'
import type { Feature } from '../feature.ts'
import { type Reading, ramp } from '../reading.ts'

/** The same marked words in many places of a page that has other things to say: cards that all tell one story. */
export function spreadFeatures({ marks, observation, brevity }: Reading): Feature[] {
  const places = new Map<string, Set<number>>()
  for (const { hit } of marks) {
    if (isNotice(hit.entry.pattern.class)) continue
    const text = observation.blocks[hit.text - 1]?.text.toLowerCase().slice(0, 120)
    if (text === undefined) continue
    const blocks = places.get(text) ?? new Set()
    places.set(text, blocks.add(hit.text))
  }
  let most = 0
  let said = ''
  for (const [text, blocks] of places)
    if (blocks.size > most) {
      most = blocks.size
      said = text
    }
  return [{ id: 'repeated', value: ramp(most, 1, 4) * (1 - brevity), params: [said, String(most)] }]
}
