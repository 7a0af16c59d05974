import type { IncidentView } from '../../messages.ts'
import { count, text } from '../../texts.ts'
import { EvidenceList } from '../evidence-list.tsx'
import { day, daysAgo, moment } from '../localise.ts'
import { Outside } from '../outside.tsx'
import { dayOf, type Source, sourceName, sourcesOf } from '../sources.ts'

/** Since when, who says so by what data of which day, and whether others see it too. */
export function Facts({ incident }: { incident: IncidentView }) {
  const { id, address, firstSeen, usual, known, verdict, restoredAt } = incident
  return (
    <section class="card">
      <dl class="facts">
        <dt>{text('warning_when')}</dt>
        <dd>
          <div>{text('warning_since', moment(firstSeen))}</div>
          <div class="quiet">
            {usual === null ? text('warning_never_well') : text('warning_last_well', moment(usual.at))}
          </div>
        </dd>
        <dt>{text('warning_who')}</dt>
        <dd>
          <ul class="plain">
            {sourcesOf(verdict).map((source) => (
              <li key={source.list}>
                <bdi>{sourceName(source.list)}</bdi> <span class="quiet">{stated(source)}</span>
              </li>
            ))}
            <li class="quiet">
              {known === null
                ? text('source_not_learned')
                : text('source_learned', day(known.firstSeen), count('visits', known.visits))}
            </li>
          </ul>
        </dd>
        <dt>{text('warning_others')}</dt>
        <dd>
          {text(
            verdict.evidence.some(({ group, points }) => group === 'feed' && points > 0)
              ? 'warning_others_feed'
              : 'warning_others_unknown',
          )}
          {/* The example is of no site that could be asked. */}
          {id !== '' && restoredAt === null && <Outside url={address} />}
        </dd>
      </dl>
      <details>
        <summary>{text('warning_evidence')}</summary>
        <EvidenceList verdict={verdict} />
        <p>
          <a href="../decides/index.html" target="_blank" rel="noopener">
            {text('decides_title')}
          </a>
        </p>
      </details>
    </section>
  )
}

function stated({ signs, version }: Source): string {
  const at = dayOf(version)
  return at === null ? count('signs', signs) : text('source_age', count('signs', signs), day(at), daysAgo(at))
}
