import { isNotice } from '../../patterns/schema.ts'
import type { Feature } from '../feature.ts'
import { type Mark, type Reading, ramp } from '../reading.ts'
import { leads } from '../told.ts'

/** The same marked words in many places of a page that has other things to say: cards that all tell one story. */
export function spreadFeatures({ marks, observation, brevity }: Reading): Feature[] {
  const places = new Map<string, Set<number>>()
  for (const mark of marks) {
    const { hit } = mark
    const text = observation.blocks[hit.text - 1]?.text
    if (text === undefined || isNotice(hit.entry.pattern.class)) continue
    note(places, text.slice(0, 120), hit.text)
    if (isHeadline(mark) && leads(text, hit.start)) note(places, mark.quote, hit.text)
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

/** Notes in which block something is said, in capitals or not. */
function note(places: Map<string, Set<number>>, words: string, block: number): void {
  const said = words.toLowerCase()
  const blocks = places.get(said)
  if (blocks === undefined) places.set(said, new Set([block]))
  else blocks.add(block)
}

/** Headlines that all begin with one claim, and go on as they were. */
const isHeadline = ({ hit, place, isQuoted }: Mark): boolean =>
  !isQuoted &&
  (place === 'heading' || place === 'large') &&
  hit.entry.pattern.class === 'claim' &&
  hit.entry.pattern.strength === 3
