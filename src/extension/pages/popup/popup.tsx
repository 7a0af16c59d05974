import { useCallback } from 'preact/hooks'
import browser from 'webextension-polyfill'
import type { TabStatus, VerdictView } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { EvidenceList } from '../evidence-list.tsx'
import { Failure } from '../failure.tsx'
import { moment } from '../localise.ts'
import { Reasons } from '../reasons.tsx'
import { useReply } from '../use-reply.ts'
import { VerdictIcon } from '../verdict-icon.tsx'
import { currentTab } from './current-tab.ts'
import { Data } from './data.tsx'
import { Standing } from './standing.tsx'

/** What is known of the page in the current tab, and of what that rests. */
export function Popup() {
  const [status, reload] = useReply(useCallback(async () => ask('status', await currentTab()), []))
  if (status.state === 'waiting') return <main aria-busy="true" />
  if (status.state === 'failed') return <Failure why={status.why} />
  return <Status status={status.value} onChange={reload} />
}

function Status({ status, onChange }: { status: TabStatus; onChange: () => void }) {
  return (
    <main>
      <h1>
        <bdi>{cut(status.name === '' ? text('extension_name') : status.name)}</bdi>
      </h1>
      {status.host !== '' && (
        <p class="quiet">
          <bdi>{cut(status.host)}</bdi>
        </p>
      )}
      {status.view === null ? <Standing status={status} onChange={onChange} /> : <View view={status.view} />}
      <Data status={status} />
      <button type="button" onClick={() => void browser.runtime.openOptionsPage()}>
        {text('popup_options')}
      </button>
    </main>
  )
}

function View({ view }: { view: VerdictView }) {
  const { shown, verdict, at } = view
  return (
    <section aria-labelledby="verdict">
      <div class={`verdict ${shown}`}>
        <VerdictIcon kind={shown} size={32} />
        <h2 id="verdict">{text(`verdict_${shown}`)}</h2>
      </div>
      <Reasons verdict={verdict} />
      <p class="quiet">{text('popup_checked', moment(at))}</p>
      {verdict.evidence.length > 0 && (
        <details>
          <summary>{text('warning_evidence')}</summary>
          <EvidenceList verdict={verdict} />
        </details>
      )}
    </section>
  )
}
