import { AGREEMENT } from '../../../engine/verdict/agreement.ts'
import { shippedWeights } from '../../../engine/verdict/weights.ts'
import { text } from '../../texts.ts'
import { number } from '../localise.ts'

/** From how many points, and how many groups that agree, a page is called what. */
export function Thresholds() {
  const { prior, thresholds } = shippedWeights
  return (
    <section class="card" aria-labelledby="thresholds">
      <h2 id="thresholds">{text('decides_thresholds')}</h2>
      <ul class="reasons">
        <li>{text('decides_prior', number(prior))}</li>
        <li>{text('decides_suspect', number(thresholds.suspect), number(AGREEMENT.suspect))}</li>
        <li>{text('decides_defaced', number(thresholds.defaced), number(AGREEMENT.defaced))}</li>
        <li>{text('decides_silent', number(thresholds.silent), number(AGREEMENT.silent))}</li>
      </ul>
      <p class="quiet">{text('decides_twice')}</p>
    </section>
  )
}
