import { useCallback } from 'preact/hooks'
import browser from 'webextension-polyfill'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { PageHeader } from '../page-header.tsx'
import { useReply } from '../use-reply.ts'
import { ChoosePacks } from './choose-packs.tsx'

/** The first minute: what this does, what to watch, and a warning seen once. None of it has to be done. */
export function Welcome() {
  const [status, reload] = useReply(useCallback(() => ask('watchStatus', null), []))
  return (
    <main class="page">
      <PageHeader title={text('welcome_title')} />
      <ul class="plain promises">
        <Promised icon="defaced" words={text('welcome_one')} />
        <Promised icon="intact" words={text('welcome_two')} />
        <Promised icon="unavailable" words={text('welcome_three')} />
      </ul>
      {status.state === 'failed' && <Failure why={status.why} />}
      {status.state === 'here' && <ChoosePacks packs={status.value.packs} onWatched={reload} />}
      <section class="card">
        <h2>{text('welcome_see')}</h2>
        <p>{text('welcome_see_note')}</p>
        <p>
          <a class="button" href="../warning/index.html?example">
            {text('welcome_show')}
          </a>
        </p>
        <p class="quiet">{text('welcome_icon')}</p>
      </section>
      <div class="row">
        <button type="button" class="primary" onClick={() => void closeTab()}>
          {text('welcome_finish')}
        </button>
        <button type="button" onClick={() => void browser.runtime.openOptionsPage()}>
          {text('welcome_options')}
        </button>
      </div>
    </main>
  )
}

function Promised({ icon, words }: { icon: string; words: string }) {
  return (
    <li>
      <img src={`/icons/${icon}-48.png`} width="24" height="24" alt="" />
      <span>{words}</span>
    </li>
  )
}

/** The page may close its own tab, whoever opened it. */
async function closeTab(): Promise<void> {
  const tab = await browser.tabs.getCurrent()
  if (tab.id !== undefined) await browser.tabs.remove(tab.id)
}
