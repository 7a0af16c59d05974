import { useEffect, useState } from 'preact/hooks'
import { text } from '../../texts.ts'
import { watchDomain } from '../watch-domain.ts'
import { domainOf, type Suffixes, suffixes } from './domain-of.ts'

/** A field to watch any site at all. */
export function AddDomain({ attempt }: { attempt: (work: Promise<unknown>) => void }) {
  const [typed, setTyped] = useState('')
  const [isBad, setBad] = useState(false)
  // There before the button can be pressed: what asks for a permission must not wait for anything after the click.
  const [known, setKnown] = useState<{ list: Suffixes } | null>(null)
  useEffect(() => {
    void suffixes().then((list) => setKnown({ list }))
  }, [])
  const watch = (list: Suffixes) => {
    const domain = domainOf(list, typed)
    setBad(domain === null)
    if (domain === null) return
    setTyped('')
    attempt(watchDomain(domain))
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (known !== null) watch(known.list)
  }
  return (
    <form onSubmit={submit} aria-labelledby="add">
      <h3 id="add">{text('options_add')}</h3>
      <label>
        {text('options_add_label')}
        <input
          type="text"
          inputMode="url"
          autoCapitalize="none"
          spellcheck={false}
          dir="ltr"
          value={typed}
          aria-invalid={isBad}
          aria-describedby={isBad ? 'add-bad' : undefined}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      {isBad && (
        <p id="add-bad" role="alert" class="failure">
          {text('options_add_bad')}
        </p>
      )}
      <button type="submit" disabled={known === null}>
        {text('options_add_button')}
      </button>
    </form>
  )
}
