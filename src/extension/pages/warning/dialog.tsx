import { useEffect, useRef, useState } from 'preact/hooks'
import type { IncidentView } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { Comparison } from '../comparison/comparison.tsx'
import { Failure } from '../failure.tsx'
import { Reasons } from '../reasons.tsx'
import { whyOf } from '../told.ts'
import { VerdictIcon } from '../verdict-icon.tsx'
import { archivedCopy } from './archive.ts'
import { Facts } from './facts.tsx'
import { OtherWays } from './other-ways.tsx'
import { Restored } from './restored.tsx'

/** What a reader can do about an incident; each may fail with a sentence. */
export interface Actions {
  leave(): Promise<null>
  checkAgain(): Promise<null>
  show(isMistake: boolean): Promise<null>
}

interface Props {
  incident: IncidentView
  actions: Actions
}

/** The warning itself, or, once the site is back, the news of that. */
export function Dialog({ incident, actions }: Props) {
  const [failure, setFailure] = useState('')
  const attempt = (work: Promise<null>) => {
    setFailure('')
    work.catch((error: unknown) => setFailure(whyOf(error)))
  }
  return (
    <main class="page">
      {incident.restoredAt === null ? (
        <Alert incident={incident} actions={actions} attempt={attempt} />
      ) : (
        <Restored
          incident={incident}
          restoredAt={incident.restoredAt}
          onOpen={() => attempt(actions.checkAgain())}
        />
      )}
      {failure !== '' && <Failure why={failure} />}
      <Facts incident={incident} />
      {incident.restoredAt === null && (
        <OtherWays
          incident={incident}
          onCheckAgain={() => attempt(actions.checkAgain())}
          onShow={(isMistake) => attempt(actions.show(isMistake))}
        />
      )}
    </main>
  )
}

function Alert({ incident, actions, attempt }: Props & { attempt: (work: Promise<null>) => void }) {
  const leave = useRef<HTMLButtonElement>(null)
  useEffect(() => leave.current?.focus(), [])
  const [isCompared, setCompared] = useState(false)
  const { name, host, url, firstSeen, found, usual, verdict } = incident
  return (
    <div class="card alert" role="alertdialog" aria-labelledby="headline" aria-describedby="lead">
      <div class="head">
        <VerdictIcon kind="defaced" size={48} />
        <div>
          <h1 id="headline">{text('warning_title')}</h1>
          <p class="site">
            <bdi>{cut(name)}</bdi> {name !== host && <bdi class="quiet">{cut(host)}</bdi>}
          </p>
        </div>
      </div>
      <p id="lead">{text('warning_lead', name)}</p>
      <h2>{text('warning_why')}</h2>
      <Reasons verdict={verdict} />
      <div class="row">
        <button type="button" class="primary" ref={leave} onClick={() => attempt(actions.leave())}>
          {text('warning_leave')}
        </button>
        <a
          class="button"
          href={archivedCopy(url, Math.min(firstSeen, usual?.at ?? firstSeen))}
          target="_blank"
          rel="noreferrer noopener"
          aria-describedby="archive-note"
        >
          {text('warning_archive')}
        </a>
        <button
          type="button"
          aria-expanded={isCompared}
          aria-controls="comparison"
          onClick={() => setCompared(!isCompared)}
        >
          {text('warning_changed')}
        </button>
      </div>
      <div id="comparison">{isCompared && <Comparison found={found} usual={usual} />}</div>
      <p class="quiet" id="archive-note">
        {text('warning_archive_note')}
      </p>
    </div>
  )
}
