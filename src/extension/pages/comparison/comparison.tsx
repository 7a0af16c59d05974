import type { Portrait } from '../../../engine/page/portrait.ts'
import { cut, text } from '../../texts.ts'
import { day } from '../localise.ts'
import { Quote } from '../quote.tsx'
import { type Trait, traitsOf } from './traits.ts'

/** The page as it was beside the page as it is, trait by trait. */
export function Comparison({ found, usual }: { found: Portrait | null; usual: Portrait | null }) {
  if (found === null) return <p>{text('compare_lost')}</p>
  return (
    <>
      {usual === null && <p>{text('compare_alone')}</p>}
      <table class="compare">
        <caption class="unseen">{text('compare_caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('compare_what')}</th>
            {usual !== null && <th scope="col">{text('compare_usual', day(usual.at))}</th>}
            <th scope="col">{text('compare_now')}</th>
          </tr>
        </thead>
        <tbody>
          {traitsOf(found, usual).map((trait) => (
            <Row key={trait.label} trait={trait} isAlone={usual === null} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Row({ trait, isAlone }: { trait: Trait; isAlone: boolean }) {
  const { label, before, now, isQuoted, isDifferent } = trait
  return (
    <tr class={isDifferent ? 'different' : ''}>
      <th scope="row">
        {text(label)}
        {isDifferent && <span class="mark">{text('compare_different')}</span>}
      </th>
      {!isAlone && <Side values={before} isQuoted={isQuoted} />}
      <Side values={now} isQuoted={isQuoted} />
    </tr>
  )
}

function Side({ values, isQuoted }: { values: string[]; isQuoted: boolean }) {
  if (values.length === 0)
    return (
      <td>
        <span class="quiet">{text('compare_nothing')}</span>
      </td>
    )
  return (
    <td>
      {values.map((value) => (
        <div key={value}>{isQuoted ? <Quote words={value} /> : cut(value)}</div>
      ))}
    </td>
  )
}
