import { isNotice } from '../../patterns/schema.ts'
import type { Feature } from '../feature.ts'
import { leads, type Mark, type Reading, ramp } from '../reading.ts'

/** The same marked words in many places of a page that has other things to say: cards that all tell one story. */
export function spreadFeatures({ marks, observation, brevity }: Reading): Feature[] {
  const places = new Map<string, Set<number>>()
  const note = (said: string, block: number) =>
    places.set(said, (places.get(said) ?? new Set<number>()).add(block))
  for (const mark of marks) {
    const { hit } = mark
    const text = observation.blocks[hit.text - 1]?.text
    if (text === undefined || isNotice(hit.entry.pattern.class)) continue
    note(text.toLowerCase().slice(0, 120), hit.text)
    if (isHeadline(mark) && leads(text, hit.start)) note(mark.quote.toLowerCase(), hit.text)
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

/** Headlines that all begin with one claim, and go on as they were. */
const isHeadline = ({ hit, place, isQuoted }: Mark): boolean =>
  !isQuoted &&
  (place === 'heading' || place === 'large') &&
  hit.entry.pattern.class === 'claim' &&
  hit.entry.pattern.strength === 3
