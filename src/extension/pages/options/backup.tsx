import { useState } from 'preact/hooks'
import type { RestoreResult } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { number } from '../localise.ts'
import { whyOf } from '../told.ts'
import { ChooseFile } from './choose-file.tsx'
import { notTaken } from './import-told.ts'
import { partsTold, saveParts } from './save-parts.ts'
import { Section } from './section.tsx'

/** Everything in a file, or where there is much in several, out and in. */
export function Backup({ onTakenIn }: { onTakenIn(): void }) {
  const [failure, setFailure] = useState('')
  const [told, setTold] = useState('')
  const [replaces, setReplaces] = useState(false)
  const attempt = (work: Promise<string>) => {
    setFailure('')
    setTold('')
    work.then(setTold, (error: unknown) => setFailure(whyOf(error)))
  }
  const save = async (): Promise<string> => {
    return partsTold(await saveParts('masthead', ask('exportAll', null)))
  }
  const load = async (said: Promise<string>): Promise<string> => {
    const result = await ask('importAll', { file: await said, replace: replaces })
    onTakenIn()
    return summary(result)
  }
  return (
    <Section id="backup" title="backup_title">
      <p>{text('backup_intro')}</p>
      <p>
        <button type="button" onClick={() => attempt(save())}>
          {text('backup_save')}
        </button>
      </p>
      <ChooseFile label={text('backup_load')} onChosen={(said) => attempt(load(said))} />
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
  const isLeftOut = leftOut.settings + leftOut.choices > 0
  const decided = isLeftOut
    ? [text('backup_left_out', number(leftOut.settings), number(leftOut.choices))]
    : []
  return [done, ...decided, ...notTaken(sites)].join(' ')
}
