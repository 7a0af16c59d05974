import type { PropertyView } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { Comparison } from '../comparison/comparison.tsx'
import { Fold } from '../folding.tsx'
import { moment } from '../localise.ts'
import { Reasons } from '../reasons.tsx'
import { VerdictIcon } from '../verdict-icon.tsx'
import { Actions } from './actions.tsx'
import { Contacts } from './contacts.tsx'
import { Drift } from './drift.tsx'
import { PastIncidents } from './past-incidents.tsx'
import { PropertySettings } from './property-settings.tsx'
import { shortAddress, stateWords, whyWords } from './words.ts'

interface Props {
  id: string
  property: PropertyView
  /** Whether there are so many that what is well is shown in short. */
  isOneOfMany: boolean
  onChange(): void
}

/** One page: how it stands and why, what can be done, and what was seen of it. */
export function Property({ id, property, isOneOfMany, onChange }: Props) {
  const { url, state, checks, verdict, found, usual, incidents } = property
  const isOpen = incidents.some(({ restoredAt }) => restoredAt === null)
  const isOther = state === 'changed' || state === 'suspect' || state === 'defaced'
  return (
    <article class={`card property ${state}`} id={id} aria-labelledby={`${id}-name`}>
      <div class="head">
        <VerdictIcon kind={state === 'waiting' ? 'unfamiliar' : state} size={32} />
        <div>
          <h2 id={`${id}-name`}>
            <bdi dir="ltr">{cut(shortAddress(url))}</bdi>
          </h2>
          <p class="stands">{stateWords(state)}</p>
        </div>
      </div>
      <Standing property={property} />
      {verdict !== null && state !== 'intact' && <Reasons verdict={verdict} />}
      <Actions property={property} onChange={onChange} />
      {incidents.length > 0 && <PastIncidents id={id} incidents={incidents} />}
      {incidents[0] !== undefined && (
        <Contacts id={id} property={property} incident={incidents[0].id} isOpen={isOpen} />
      )}
      {found !== null && (
        <Fold summary={text('own_compare')} isOpen={isOther && usual !== null}>
          <Comparison found={found} usual={usual} />
        </Fold>
      )}
      {checks.length > 0 && (
        <Drift id={id} checks={checks} incidents={incidents} isFolded={isOneOfMany && !isOther} />
      )}
      <PropertySettings property={property} onChange={onChange} />
    </article>
  )
}

/** When it was looked at, and what that came to where it came to nothing. */
function Standing({ property: { checks, nextAt, isConfirming, isAllowed } }: { property: PropertyView }) {
  const last = checks.at(-1)
  const why = isAllowed ? (last?.why ?? null) : 'not-allowed'
  return (
    <>
      {isConfirming && <p class="notice">{text('own_confirming')}</p>}
      {why !== null && <p>{whyWords(why)}</p>}
      {last !== undefined && (
        <p class="quiet">{text('own_checked', moment(last.at), moment(Math.max(nextAt, last.at)))}</p>
      )}
    </>
  )
}
