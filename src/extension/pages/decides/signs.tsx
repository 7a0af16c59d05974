import { reasonKey } from '../../../engine/verdict/feature.ts'
import { shippedWeights } from '../../../engine/verdict/weights.ts'
import { reasonText, text } from '../../texts.ts'
import { day, number } from '../localise.ts'
import { dayOf } from '../sources.ts'
import { type GroupOfSigns, signsOf } from './signs-of.ts'

/** Stands where a sentence names what was found; no sentence has more of them. */
const BLANKS = ['…', '…', '…']

/** Every sign in plain words with its points, group by group. */
export function Signs() {
  const at = dayOf(shippedWeights.version)
  return (
    <section class="card" aria-labelledby="signs">
      <h2 id="signs">{text('decides_signs')}</h2>
      <p>{text('decides_signs_note')}</p>
      {signsOf(shippedWeights).map((one) => (
        <Group key={one.group} {...one} />
      ))}
      <p class="quiet">{at !== null && text('decides_as_of', day(at))}</p>
    </section>
  )
}

function Group({ group, cap, signs }: GroupOfSigns) {
  return (
    <table class="signs">
      <caption>
        <strong>{text(`group_${group}`)}</strong>{' '}
        <span class="quiet">{text('decides_cap', number(cap))}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{text('decides_sign')}</th>
          <th scope="col">{text('decides_points')}</th>
        </tr>
      </thead>
      <tbody>
        {signs.map(({ id, points }) => (
          <tr key={id}>
            <td>{reasonText({ key: reasonKey(id), params: BLANKS })}</td>
            <td>{number(points, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
