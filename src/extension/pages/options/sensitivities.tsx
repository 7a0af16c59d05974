import { type ManagedStatus, SENSITIVITIES, type Settings } from '../../messages.ts'
import { text } from '../../texts.ts'
import { Failure } from '../failure.tsx'
import { Section } from './section.tsx'
import type { ChangeSettings } from './use-settings.ts'

interface Props {
  settings: Settings | null
  change: ChangeSettings
  failure: string
  managed: ManagedStatus
}

/** How soon a page gets a banner, in three steps, each with what it costs. */
export function Sensitivities({ settings, change, failure, managed }: Props) {
  return (
    <Section id="sensitivity" title="options_sensitivity">
      <fieldset>
        <legend>{text('sensitivity_intro')}</legend>
        {SENSITIVITIES.map((step) => (
          <label key={step} class="option">
            <input
              type="radio"
              name="sensitivity"
              checked={settings?.sensitivity === step}
              disabled={settings === null || managed.settings.includes('sensitivity')}
              aria-describedby={`cost-${step}`}
              onChange={() => change({ sensitivity: step })}
            />
            <span>
              <strong>{text(`sensitivity_${step}`)}</strong>
              <span class="quiet" id={`cost-${step}`}>
                {text(`sensitivity_${step}_cost`)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {failure !== '' && <Failure why={failure} />}
    </Section>
  )
}
