import type { PropertyIncident } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { saveEvidence } from '../evidence/save-evidence.ts'
import { Failure } from '../failure.tsx'
import { moment } from '../localise.ts'
import { VerdictIcon } from '../verdict-icon.tsx'
import { useAttempt } from './use-attempt.ts'

/** The incidents of a page, the latest first. */
export function PastIncidents({ id, incidents }: { id: string; incidents: PropertyIncident[] }) {
  const { isWorking, told, failure, begin } = useAttempt()
  const save = async (incident: string) =>
    text('own_evidence_saved', await saveEvidence(ask('incidentEvidence', { incident })))
  return (
    <section aria-labelledby={`${id}-incidents`}>
      <h3 id={`${id}-incidents`}>{text('incidents_title')}</h3>
      <ol class="plain timeline">
        {incidents.map((incident) => (
          <li key={incident.id}>
            <VerdictIcon kind={incident.restoredAt === null ? 'defaced' : 'intact'} size={16} />
            <div>
              {span(incident)}
              <div class="row links">
                <a id={`${incident.id}-show`} href={`../warning/index.html?incident=${incident.id}`}>
                  {text('own_incident_show')}
                </a>
                {incident.hasEvidence && (
                  <button
                    type="button"
                    class="link"
                    aria-disabled={isWorking}
                    onClick={() => !isWorking && begin(save(incident.id))}
                  >
                    {text('own_evidence_then')}
                  </button>
                )}
              </div>
            </div>
          </li>
        ))}
      </ol>
      <p role="status" class="quiet">
        {told}
      </p>
      {failure !== '' && <Failure why={failure} />}
    </section>
  )
}

const span = ({ firstSeen, restoredAt }: PropertyIncident): string =>
  restoredAt === null
    ? text('own_incident_ongoing', moment(firstSeen))
    : text('own_incident', moment(firstSeen), moment(restoredAt))
