import type { SiteKnowledge, TemplateKnowledge } from '../../engine/signature/knowledge.ts'
import { count, text } from '../texts.ts'
import { ask } from './ask.ts'
import { moment, number } from './localise.ts'

type Attempt = (work: Promise<unknown>) => void

/** What is known of one host: since when, from how many visits, which kinds of pages; and what to do about it. */
export function Knowledge({ known, attempt }: { known: SiteKnowledge; attempt: Attempt }) {
  const { host, firstSeen, lastSeen, visits, templates } = known
  return (
    <>
      <p>{text('popup_known', moment(firstSeen), moment(lastSeen), count('visits', visits))}</p>
      <ul class="templates">
        {templates.map((template) => (
          <Template key={template.id} host={host} template={template} attempt={attempt} />
        ))}
      </ul>
      <ForgetSite host={host} attempt={attempt} />
    </>
  )
}

export function ForgetSite({ host, attempt }: { host: string; attempt: Attempt }) {
  return (
    <button type="button" onClick={() => attempt(ask('forgetSite', { host }))}>
      {text('known_forget')}
    </button>
  )
}

function Template({
  host,
  template,
  attempt,
}: {
  host: string
  template: TemplateKnowledge
  attempt: Attempt
}) {
  const { id, kind, standing, isGeneric, visits, days, lastSeen, generations } = template
  return (
    <li>
      <strong>{text(`known_kind_${kind}`)}</strong>, {text(`known_standing_${standing}`)}
      <p class="quiet">
        {text('known_template', count('visits', visits), count('days', days), moment(lastSeen))}
      </p>
      {generations.length > 1 && (
        <p class="quiet">{text('known_generations', number(generations.length - 1))}</p>
      )}
      {isGeneric && <p class="quiet">{text('known_generic')}</p>}
      {standing !== 'trusted' && (
        <button type="button" onClick={() => attempt(ask('approveChange', { host, template: id }))}>
          {text('known_approve')}
        </button>
      )}
    </li>
  )
}
