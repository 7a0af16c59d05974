import type { PropertyView } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { ago } from '../localise.ts'
import { VerdictIcon } from '../verdict-icon.tsx'
import { shortAddress, stateWords } from './words.ts'

/** All pages in a table, what is altered first; each leads to more about it. */
export function Overview({ properties }: { properties: PropertyView[] }) {
  return (
    <table class="card overview">
      <caption class="unseen">{text('own_overview')}</caption>
      <thead>
        <tr>
          <th scope="col">{text('own_page')}</th>
          <th scope="col">{text('own_state')}</th>
          <th scope="col">{text('own_last')}</th>
        </tr>
      </thead>
      <tbody>
        {properties.map(({ url, state, checks }, index) => (
          <tr key={url}>
            <th scope="row">
              <a href={`#page-${index}`}>
                <bdi dir="ltr">{cut(shortAddress(url))}</bdi>
              </a>
            </th>
            <td>
              <span class="state">
                <VerdictIcon kind={state === 'waiting' ? 'unfamiliar' : state} size={16} />
                {stateWords(state)}
              </span>
            </td>
            <td>{checks.length === 0 ? '–' : ago(checks.at(-1)?.at ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
