import type { IncidentView } from '../../messages.ts'
import { text } from '../../texts.ts'
import { Report } from './report.tsx'
import { SendReport } from './send-report.tsx'

interface Props {
  incident: IncidentView
  onShow(isMistake: boolean): void
  onCheckAgain(): void
}

/** The ways to the page for who wants to see it all the same, and the word to others. */
export function OtherWays({ incident, onShow, onCheckAgain }: Props) {
  return (
    <section class="card ways">
      <details>
        <summary>{text('warning_ways')}</summary>
        <p class="quiet">{text('warning_address', incident.url)}</p>
        <p>
          <button type="button" id="again" onClick={onCheckAgain}>
            {text('warning_check_again')}
          </button>
        </p>
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
      <details>
        <summary>{text('report_title')}</summary>
        {/* The example is of no page that could be reported. */}
        {incident.id !== '' && <SendReport incident={incident.id} />}
        <Report incident={incident} />
      </details>
    </section>
  )
}
