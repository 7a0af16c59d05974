import { useCallback, useState } from 'preact/hooks'
import type { Letter, PropertyView } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { Fold } from '../folding.tsx'
import { day, languageName } from '../localise.ts'
import { useCopy } from '../use-copy.ts'
import { useReply } from '../use-reply.ts'

interface Props {
  id: string
  property: PropertyView
  incident: string
  isOpen: boolean
}

/** Whom the site wants to be told of an incident, and what to write to them. Nothing is sent by itself. */
export function Contacts({ id, property: { url, contacts, contactsAt }, incident, isOpen }: Props) {
  return (
    <Fold summary={text('own_tell')} isOpen={isOpen}>
      {contactsAt === null && <p>{text('own_tell_unasked')}</p>}
      {contactsAt !== null && contacts.length === 0 && <p>{text('own_tell_none')}</p>}
      {contactsAt !== null && contacts.length > 0 && (
        <>
          <p>{text('own_tell_at', day(contactsAt))}</p>
          <ul>
            {contacts.map((contact) => (
              <li key={contact}>
                <bdi dir="ltr">{cut(contact)}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      <Write id={id} url={url} incident={incident} />
    </Fold>
  )
}

/** The letter in one of the languages there are: that which is read there, until somebody chooses another. */
function Write({ id, url, incident }: { id: string; url: string; incident: string }) {
  const [language, setLanguage] = useState<string | null>(null)
  const [letter] = useReply(
    useCallback(() => ask('propertyLetter', { url, incident, language }), [url, incident, language]),
  )
  if (letter.state === 'waiting') return null
  if (letter.state === 'failed') return <Failure why={letter.why} />
  return <Written id={id} letter={letter.value} onLanguage={setLanguage} />
}

function Written({
  id,
  letter,
  onLanguage,
}: {
  id: string
  letter: Letter
  onLanguage(language: string): void
}) {
  const whole = `${letter.subject}\n\n${letter.body}`
  const [copy, told] = useCopy(whole)
  return (
    <section aria-labelledby={`${id}-letter`} class="letter">
      <h3 id={`${id}-letter`}>{text('own_letter')}</h3>
      <label>
        {text('own_letter_language')}
        <select value={letter.language} onChange={({ currentTarget }) => onLanguage(currentTarget.value)}>
          {letter.languages.map((code) => (
            <option key={code} value={code}>
              {languageName(code)}
            </option>
          ))}
        </select>
      </label>
      <textarea
        readOnly
        rows={10}
        lang={letter.language}
        dir="auto"
        spellcheck={false}
        aria-label={text('own_letter_text')}
        value={whole}
      />
      <div class="row">
        {letter.to
          .filter(({ contact }) => /^mailto:/i.test(contact))
          .map(({ contact, opens }) => (
            <a key={contact} class="button" href={opens}>
              {text('own_letter_open', contact.replace(/^mailto:|\?.*$/gi, ''))}
            </a>
          ))}
        <button type="button" onClick={copy}>
          {text('report_copy')}
        </button>
        <span role="status">{told}</span>
      </div>
    </section>
  )
}
