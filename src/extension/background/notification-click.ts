import browser from 'webextension-polyfill'
import { isIncident } from './notify.ts'
import { warningUrl } from './warning-url.ts'

/** Has clicks on notifications answered. The browser has no notifications until the reader allows them: then it is called again. */
export function answerClicks(): void {
  const { onClicked } = browser.notifications ?? {}
  if (onClicked?.hasListener(onClick) === false) onClicked.addListener(onClick)
}

function onClick(id: string): void {
  show(id).catch((error: unknown) => console.error(error))
}

/** Opens all that is known of the incident; of what is only unusual there is no page of ours. */
async function show(id: string): Promise<void> {
  await browser.notifications.clear(id)
  if (isIncident(id)) await browser.tabs.create({ url: warningUrl(id) })
}
