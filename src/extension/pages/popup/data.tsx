import type { TabStatus } from '../../messages.ts'
import { text } from '../../texts.ts'
import { moment, number } from '../localise.ts'

/** How old and how wide the knowledge is that the verdict rests on. */
export function Data({ status: { known, lists } }: { status: TabStatus }) {
  const packs = lists.packs.map(({ pack, version }) => `${pack} ${version}`).join(', ')
  return (
    <details>
      <summary>{text('popup_data')}</summary>
      <p>
        {known === null
          ? text('popup_not_known')
          : text('popup_known', moment(known.firstSeen), moment(known.lastSeen), number(known.visits))}
      </p>
      <p class="quiet">{text('popup_weights', lists.weights)}</p>
      {packs !== '' && <p class="quiet">{text('popup_lists', packs)}</p>}
    </details>
  )
}
