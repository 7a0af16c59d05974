import { useEffect, useState } from 'preact/hooks'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { domainOf, type Suffixes, suffixes } from '../domain/domain-of.ts'
import { Failure } from '../failure.tsx'
import { request } from '../watch-domain.ts'
import { useAttempt } from './use-attempt.ts'

/** Where somebody goes on who has no page, or one less. */
export const ADDRESS_FIELD = 'address'

/** A field to look after one more page. */
export function AddProperty({ onChange }: { onChange(): void }) {
  const [typed, setTyped] = useState('')
  const [isBad, setBad] = useState(false)
  const { isWorking, failure, begin } = useAttempt(onChange)
  // There before what was typed can be sent off: what asks for a permission must not wait for anything after the click.
  const [known, setKnown] = useState<{ list: Suffixes } | null>(null)
  useEffect(() => void suffixes().then((list) => setKnown({ list })), [])
  const submit = (event: Event) => {
    event.preventDefault()
    if (isWorking) return
    const page = known === null ? null : pageOf(known.list, typed)
    setBad(page === null)
    if (page === null) return
    begin(
      add(page).then((said) => {
        setTyped('')
        return said
      }),
    )
  }
  return (
    <form class="card" onSubmit={submit} aria-labelledby="add">
      <h2 id="add">{text('own_add')}</h2>
      <label>
        {text('own_add_label')}
        <input
          id={ADDRESS_FIELD}
          type="text"
          inputMode="url"
          autoCapitalize="none"
          spellcheck={false}
          dir="ltr"
          value={typed}
          aria-invalid={isBad}
          aria-describedby={isBad ? 'add-bad add-note' : 'add-note'}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      {isBad && (
        <p id="add-bad" role="alert" class="failure">
          {text('own_add_bad')}
        </p>
      )}
      <p class="quiet" id="add-note">
        {text('own_add_note')}
      </p>
      <button type="submit" class="primary" disabled={known === null} aria-disabled={isWorking}>
        {text('own_add_button')}
      </button>
      {failure !== '' && <Failure why={failure} />}
    </form>
  )
}

interface Page {
  url: string
  domain: string
}

/** The page that somebody typed, over https where they did not say; null where it is none. */
function pageOf(list: Suffixes, typed: string): Page | null {
  const trimmed = typed.trim()
  const url = /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
  const domain = domainOf(list, trimmed)
  return domain === null || !URL.canParse(url) ? null : { url: new URL(url).href, domain }
}

/** The question to the reader is the first thing that happens; then the page is looked at. */
async function add({ url, domain }: Page): Promise<string> {
  await request([domain])
  await ask('addProperty', { url, domain })
  const address = url.replace(/#.*$/s, '')
  await ask('checkProperty', { url: address })
  return ''
}
