import { useCallback } from 'preact/hooks'
import browser from 'webextension-polyfill'
import { text } from '../../texts.ts'
import { useReply } from '../use-reply.ts'

/** The way to a report of the page that this warning stands in the place of: the tab is the same. */
export function SendReport() {
  const [own] = useReply(useCallback(() => browser.tabs.getCurrent(), []))
  if (own.state !== 'here' || own.value?.id === undefined) return null
  return (
    <p>
      <a class="button" href={`../report/index.html?tab=${own.value.id}`} target="_blank" rel="noopener">
        {text('send_this')}
      </a>
    </p>
  )
}
