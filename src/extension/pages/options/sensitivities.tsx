import { costsOf, SENSITIVITIES, type Sensitivity } from '../../../engine/verdict/sensitivity.ts'
import type { ManagedStatus, Settings } from '../../messages.ts'
import { type TextKey, text } from '../../texts.ts'
import { Failure } from '../failure.tsx'
import { number } from '../localise.ts'
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
                {costs(step)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {failure !== '' && <Failure why={failure} />}
    </Section>
  )
}

/** What a step does beside the middle one that no count tells. */
const BESIDES: Partial<Record<Sensitivity, TextKey>> = {
  quiet: 'sensitivity_quiet_besides',
  watchful: 'sensitivity_watchful_besides',
}

function costs(step: Sensitivity): string {
  const { told, altered, accused, healthy } = costsOf(step)
  const figures = [told, altered, accused, healthy].map((figure) => number(figure))
  const besides = BESIDES[step]
  return `${text('sensitivity_figures', ...figures)}${besides === undefined ? '' : ` ${text(besides)}`}`
}
