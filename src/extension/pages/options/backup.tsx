import { useState } from 'preact/hooks'
import type { RestoreResult } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { number } from '../localise.ts'
import { saveText } from '../save-text.ts'
import { Told, whyOf } from '../told.ts'
import { Section } from './section.tsx'

/** No message between parts of an extension is larger; nor is any file that was written. */
const LARGEST = 60_000_000

/** Everything in one file, out and in. */
export function Backup() {
  const [failure, setFailure] = useState('')
  const [told, setTold] = useState('')
  const [replaces, setReplaces] = useState(false)
  const attempt = (work: Promise<string>) => {
    setFailure('')
    setTold('')
    work.then(setTold, (error: unknown) => setFailure(whyOf(error)))
  }
  const save = async (): Promise<string> => {
    saveText('masthead.json', await ask('exportAll', null))
    return ''
  }
  const load = async (file: File): Promise<string> => {
    // Told before it is read: a huge file would fill the memory first.
    if (file.size > LARGEST) throw new Told(text('backup_too_large'))
    return summary(await ask('importAll', { file: await file.text(), replace: replaces }))
  }
  return (
    <Section id="backup" title="backup_title">
      <p>{text('backup_intro')}</p>
      <p>
        <button type="button" onClick={() => attempt(save())}>
          {text('backup_save')}
        </button>
      </p>
      <label class="file">
        {text('backup_load')}
        <input
          type="file"
          accept="application/json,.json"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? []
            if (file !== undefined) attempt(load(file))
            // The same file may be chosen again.
            currentTarget.value = ''
          }}
        />
      </label>
      <label class="option">
        <input
          type="checkbox"
          checked={replaces}
          onChange={({ currentTarget }) => setReplaces(currentTarget.checked)}
        />
        {text('backup_replace')}
      </label>
      <p role="status">{told}</p>
      {failure !== '' && <Failure why={failure} />}
    </Section>
  )
}

function summary({ sites, choices, incidents, decisions, properties, leftOut }: RestoreResult): string {
  const done = text(
    'backup_done',
    number(sites.added.length + sites.replaced.length),
    number(choices),
    number(incidents),
    number(decisions),
    number(properties),
  )
  if (leftOut.settings + leftOut.choices === 0) return done
  return `${done} ${text('backup_left_out', number(leftOut.settings), number(leftOut.choices))}`
}
