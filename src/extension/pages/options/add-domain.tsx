import { useState } from 'preact/hooks'
import { text } from '../../texts.ts'
import { domainOf, type Suffixes, suffixes } from '../domain/domain-of.ts'
import { watchDomain } from '../watch-domain.ts'

/** A field to watch any site at all. */
export function AddDomain({ attempt }: { attempt: (work: Promise<unknown>) => void }) {
  const [typed, setTyped] = useState('')
  const [isBad, setBad] = useState(false)
  // There before what was typed can be sent off: what asks for a permission must not wait for anything after the click.
  const [known, setKnown] = useState<{ list: Suffixes } | null>(null)
  const prepare = () => {
    if (known === null) void suffixes().then((list) => setKnown({ list }))
  }
  const submit = (event: Event) => {
    event.preventDefault()
    const domain = known === null ? null : domainOf(known.list, typed)
    setBad(domain === null)
    if (domain === null) return
    setTyped('')
    attempt(watchDomain(domain))
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
          onFocus={prepare}
          onInput={({ currentTarget }) => {
            prepare()
            setTyped(currentTarget.value)
          }}
        />
      </label>
      {isBad && (
        <p id="add-bad" role="alert" class="failure">
          {text('options_add_bad')}
        </p>
      )}
      <button type="submit" disabled={typed !== '' && known === null}>
        {text('options_add_button')}
      </button>
    </form>
  )
}
