import { useEffect, useRef, useState } from 'preact/hooks'
import type { PropertyView } from '../../messages.ts'
import { language, text } from '../../texts.ts'
import { ask } from '../ask.ts'
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
  const [isAsked, setAsked] = useState(false)
  const { failure, begin } = useAttempt(onChange)
  const keep = useRef<HTMLButtonElement>(null)
  // The button that was pressed is gone: the focus goes on to what is asked, the safe answer first.
  useEffect(() => {
    if (isAsked) keep.current?.focus()
  }, [isAsked])
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
      {isAsked ? (
        <>
          <p>{text('own_remove_ask')}</p>
          <div class="row">
            <button type="button" class="danger" onClick={remove}>
              {text('own_remove_yes')}
            </button>
            <button type="button" ref={keep} onClick={() => setAsked(false)}>
              {text('own_remove_no')}
            </button>
          </div>
        </>
      ) : (
        <button type="button" class="danger" onClick={() => setAsked(true)}>
          {text('own_remove')}
        </button>
      )}
      {failure !== '' && <Failure why={failure} />}
    </Fold>
  )
}

const duration = (count: number, unit: string): string =>
  new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(count)
