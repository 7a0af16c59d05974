import { useState } from 'preact/hooks'
import { text } from '../../texts.ts'
import { watchDomain } from '../watch-domain.ts'
import { domainOf } from './domain-of.ts'

/** A field to watch any site at all. */
export function AddDomain({ attempt }: { attempt: (work: Promise<unknown>) => void }) {
  const [typed, setTyped] = useState('')
  const [isBad, setBad] = useState(false)
  const submit = (event: Event) => {
    event.preventDefault()
    const domain = domainOf(typed)
    setBad(domain === null)
    if (domain === null) return
    setTyped('')
    attempt(watchDomain(domain))
  }
  return (
    <form onSubmit={submit} aria-labelledby="add">
      <h2 id="add">{text('options_add')}</h2>
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
      <button type="submit">{text('options_add_button')}</button>
    </form>
  )
}
