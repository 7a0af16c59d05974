import browser from 'webextension-polyfill'

/** Milliseconds; browsers stop a worker that asked nothing of them for thirty seconds. */
const EVERY = 20_000

/** Does work that takes longer than a browser lets an idle worker live, which waiting for a slow network counts as. */
export async function keepAwake<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    browser.runtime.getPlatformInfo().catch((error: unknown) => console.warn(error))
  }, EVERY)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
