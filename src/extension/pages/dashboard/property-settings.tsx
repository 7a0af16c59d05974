import type { PropertyView } from '../../messages.ts'
import { language, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { AskTwice } from '../ask-twice.tsx'
import { Failure } from '../failure.tsx'
import { Fold } from '../folding.tsx'
import { ADDRESS_FIELD } from './add-property.tsx'
import { useAttempt } from './use-attempt.ts'

/** Minutes that can be chosen, each with the unit it is said in. */
const INTERVALS = [
  { minutes: 15, unit: 'minute', count: 15 },
  { minutes: 60, unit: 'hour', count: 1 },
  { minutes: 360, unit: 'hour', count: 6 },
  { minutes: 1_440, unit: 'day', count: 1 },
] as const

/** How often a page is looked at, and the way to have that stop. */
export function PropertySettings({
  property: { url, every },
  onChange,
}: {
  property: PropertyView
  onChange(): void
}) {
  const { failure, begin } = useAttempt(onChange)
  const remove = () =>
    begin(
      ask('removeProperty', { url }).then(() => {
        document.getElementById(ADDRESS_FIELD)?.focus()
        return ''
      }),
    )
  const set = (minutes: number) => begin(ask('setPropertyInterval', { url, every: minutes }).then(() => ''))
  return (
    <Fold summary={text('own_settings')}>
      <label class="interval">
        {text('own_every')}
        <select value={every} onChange={({ currentTarget }) => set(Number(currentTarget.value))}>
          {INTERVALS.map(({ minutes, unit, count }) => (
            <option key={minutes} value={minutes}>
              {duration(count, unit)}
            </option>
          ))}
        </select>
      </label>
      <AskTwice
        label={text('own_remove')}
        question={<p>{text('own_remove_ask')}</p>}
        yes={text('own_remove_yes')}
        no={text('own_remove_no')}
        onYes={remove}
      />
      {failure !== '' && <Failure why={failure} />}
    </Fold>
  )
}

const duration = (count: number, unit: string): string =>
  new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(count)
