import browser, { type Runtime } from 'webextension-polyfill'
import { onAlarm, setAlarm } from './feed/alarm.ts'
import { catchUp, isAboutChoices, takeChoices } from './follow.ts'
import { forgetPatterns } from './lists.ts'
import { forgetManaged } from './managed.ts'
import { answerClicks } from './notification-click.ts'
import { onPropertyAlarm, setPropertyAlarm } from './properties/schedule.ts'
import { syncRegistration } from './registration.ts'
import { answer } from './router.ts'
import { routes } from './routes.ts'
import { setUp } from './set-up.ts'
import { forgetSettings } from './settings.ts'
import { grantWish } from './wish.ts'

// Every listener is registered in the first tick: a worker that registers late misses the event that woke it.
browser.runtime.onMessage.addListener(
  (message: unknown, sender: Runtime.MessageSender) => answer(routes, message, sender) ?? undefined,
)
browser.runtime.onInstalled.addListener(({ reason }) => {
  goOn()
  void setUp()
  if (reason !== 'install') return
  void takeChoices()
  welcome()
})
browser.runtime.onStartup.addListener(sync)
browser.runtime.onStartup.addListener(goOn)
browser.permissions.onAdded.addListener(sync)
browser.permissions.onAdded.addListener((added) => {
  grantWish(added).catch((error: unknown) => console.error(error))
})
browser.permissions.onAdded.addListener(answerClicks)
browser.permissions.onRemoved.addListener(sync)

answerClicks()

browser.alarms.onAlarm.addListener(onAlarm)
browser.alarms.onAlarm.addListener(onPropertyAlarm)
setAlarm().catch((error: unknown) => console.error(error))

browser.storage.onChanged.addListener((changes, area) => {
  forgetSettings()
  if (area === 'managed') {
    forgetManaged()
    forgetPatterns()
    sync()
    void catchUp()
  }
  if (area === 'sync' && isAboutChoices(Object.keys(changes))) void takeChoices()
})

function sync(): void {
  syncRegistration().catch((error: unknown) => console.error(error))
}

/** Alarms may be gone with the last session. */
function goOn(): void {
  setPropertyAlarm().catch((error: unknown) => console.error(error))
}

/** The first minute, once. A browser that opens no tab for us is no reason not to work. */
function welcome(): void {
  const url = browser.runtime.getURL('pages/welcome/index.html')
  browser.tabs.create({ url }).catch((error: unknown) => console.error(error))
}
