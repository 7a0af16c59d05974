import browser, { type Runtime } from 'webextension-polyfill'
import { syncRegistration } from './registration.ts'
import { answer } from './router.ts'
import { routes } from './routes.ts'

// Every listener is registered in the first tick: a worker that registers late misses the event that woke it.
browser.runtime.onMessage.addListener(
  (message: unknown, sender: Runtime.MessageSender) => answer(routes, message, sender) ?? undefined,
)
browser.runtime.onInstalled.addListener(sync)
browser.runtime.onStartup.addListener(sync)
browser.permissions.onAdded.addListener(sync)
browser.permissions.onRemoved.addListener(sync)

function sync(): void {
  syncRegistration().catch((error: unknown) => console.error(error))
}
