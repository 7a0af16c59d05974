import type { IncidentView } from '../../messages.ts'
import { text } from '../../texts.ts'
import { EvidenceTable } from '../evidence-table.tsx'

interface Props {
  incident: IncidentView
  onShow(isMistake: boolean): void
}

/** All that was found, and the ways to the page for who wants to see it all the same. */
export function Details({ incident, onShow }: Props) {
  return (
    <details>
      <summary>{text('warning_details')}</summary>
      <p>{text('warning_address', incident.url)}</p>
      <EvidenceTable verdict={incident.verdict} />
      <p>
        <button type="button" id="show" aria-describedby="show-note" onClick={() => onShow(false)}>
          {text('warning_show')}
        </button>
      </p>
      <p class="quiet" id="show-note">
        {text('warning_show_note')}
      </p>
      <p>
        <button type="button" id="mistake" aria-describedby="mistake-note" onClick={() => onShow(true)}>
          {text('warning_mistake')}
        </button>
      </p>
      <p class="quiet" id="mistake-note">
        {text('warning_mistake_note')}
      </p>
    </details>
  )
}
