import browser from 'webextension-polyfill'
import type { TabStatus } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { type Loading, useReply } from '../use-reply.ts'
import { currentTab } from './current-tab.ts'
import { Data } from './data.tsx'
import { OwnWarning } from './own-warning.tsx'
import { Standing } from './standing.tsx'
import { Timeline } from './timeline.tsx'
import { View } from './view.tsx'
import { warnedOf } from './warned-of.ts'

interface Seen {
  tab: number
  /** Address of the tab, its query included. */
  url: string
  warned: string | null
  status: TabStatus
}

/** What the current tab shows: a page, or the warning that stands in its place. */
export async function look(): Promise<Seen> {
  const current = await currentTab()
  const status = await ask('status', current)
  return { ...current, warned: warnedOf(current.url, browser.runtime.getURL('')), status }
}

/** Whether this page is all right, how that is known, since when, and what can be done. */
export function Popup({ first }: { first: Loading<Seen> }) {
  const [seen, reload] = useReply(look, first)
  if (seen.state === 'waiting') return <main aria-busy="true" />
  return (
    <>
      {seen.state === 'failed' && (
        <main>
          <h1>{text('extension_name')}</h1>
          <Failure why={seen.why} />
        </main>
      )}
      {seen.state === 'here' && <Status {...seen.value} onChange={reload} />}
      <footer class="row">
        <button type="button" class="link" onClick={() => void browser.runtime.openOptionsPage()}>
          {text('popup_options')}
        </button>
        <a class="link" href="../incidents/index.html" target="_blank" rel="noopener">
          {text('popup_incidents')}
        </a>
        <a class="link" href="../dashboard/index.html" target="_blank" rel="noopener">
          {text('own_title')}
        </a>
      </footer>
    </>
  )
}

function Status({ tab, url, warned, status, onChange }: Seen & { onChange(): void }) {
  if (warned !== null) return <OwnWarning id={warned} />
  const { name, host, view } = status
  return (
    <main>
      <h1>
        <bdi>{cut(name === '' ? text('extension_name') : name)}</bdi>
      </h1>
      {host !== '' && host !== name && (
        <p class="quiet">
          <bdi>{cut(host)}</bdi>
        </p>
      )}
      {view === null ? (
        <Standing status={status} onChange={onChange} />
      ) : (
        <View view={view} status={status} tab={tab} url={url} onChange={onChange} />
      )}
      {host !== '' && (
        <>
          <Timeline host={host} />
          <Data status={status} />
        </>
      )}
    </main>
  )
}
