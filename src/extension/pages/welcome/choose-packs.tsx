import { useMemo, useState } from 'preact/hooks'
import type { PackStatus } from '../../messages.ts'
import { count, text } from '../../texts.ts'
import { Failure } from '../failure.tsx'
import { byNearness, findPacks } from '../find-packs.ts'
import { whyOf } from '../told.ts'
import { watchPacks } from '../watch-domain.ts'
import { PackChoice } from './pack-choice.tsx'

interface Props {
  packs: readonly PackStatus[]
  onWatched(): void
}

/** Packs of news sites by country and language, to be searched, looked into and watched with one permission. */
export function ChoosePacks({ packs, onWatched }: Props) {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [failure, setFailure] = useState('')
  const [told, setTold] = useState('')
  const sorted = useMemo(() => byNearness(packs, navigator.languages), [packs])
  const found = findPacks(sorted, query)
  const wanted = packs.filter(({ pack }) => chosen.has(pack))
  const domains = wanted.flatMap((pack) => pack.domains.map(({ domain }) => domain))
  const choose = (pack: string, isOn: boolean) => {
    setChosen(new Set(isOn ? [...chosen, pack] : [...chosen].filter((one) => one !== pack)))
  }
  const watch = () => {
    // Not disabled for good: the focus would go from under the finger that has just pressed it.
    if (wanted.length === 0) return
    setFailure('')
    watchPacks(wanted).then(
      () => {
        setTold(text('welcome_watched', count('sites', domains.length)))
        setChosen(new Set())
        onWatched()
      },
      (error: unknown) => setFailure(whyOf(error)),
    )
  }
  return (
    <section class="card" aria-labelledby="choose">
      <h2 id="choose">{text('welcome_choose')}</h2>
      <p>{text('welcome_choose_note')}</p>
      <label>
        {text('welcome_search')}
        <input type="search" value={query} onInput={({ currentTarget }) => setQuery(currentTarget.value)} />
      </label>
      {found.length === 0 && <p role="status">{text('welcome_none')}</p>}
      <ul class="plain packs" aria-label={text('welcome_packs')}>
        {found.map((pack) => (
          <PackChoice key={pack.pack} pack={pack} isChosen={chosen.has(pack.pack)} onChoose={choose} />
        ))}
      </ul>
      <div class="row">
        <button type="button" class="primary" aria-disabled={wanted.length === 0} onClick={watch}>
          {text('welcome_watch')}
        </button>
        <span class="quiet">{wanted.length > 0 && count('sites', domains.length)}</span>
      </div>
      <p class="quiet">{text('welcome_asks')}</p>
      <p role="status" class={told === '' ? 'unseen' : 'notice calm'}>
        {told}
      </p>
      {failure !== '' && <Failure why={failure} />}
    </section>
  )
}
