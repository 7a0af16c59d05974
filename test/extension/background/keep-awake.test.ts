import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { keepAwake } = await import('../../../src/extension/background/keep-awake.ts')

beforeEach(() => {
  vi.useFakeTimers()
  browser.runtime.getPlatformInfo.mockClear()
})
afterEach(() => vi.useRealTimers())

it.each(['well', 'badly'])(
  'the browser is asked for something every 20 seconds until work ends (%s)',
  async (how) => {
    let end = () => {}
    const work = new Promise<string>((resolve, reject) => {
      end = () => (how === 'well' ? resolve('done') : reject(new Error('The feed does not answer.')))
    })
    const kept = keepAwake(() => work)
    const outcome =
      how === 'well' ? expect(kept).resolves.toBe('done') : expect(kept).rejects.toThrow('does not answer')
    await vi.advanceTimersByTimeAsync(19_999)
    expect(browser.runtime.getPlatformInfo).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(45_000)
    expect(browser.runtime.getPlatformInfo).toHaveBeenCalledTimes(3)
    end()
    await outcome
    await vi.advanceTimersByTimeAsync(60_000)
    expect(browser.runtime.getPlatformInfo).toHaveBeenCalledTimes(3)
    expect(vi.getTimerCount()).toBe(0)
  },
)

it('a browser that answers with a failure stops no work', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  browser.runtime.getPlatformInfo.mockRejectedValueOnce(new Error('The context is gone.'))
  const kept = keepAwake(() => new Promise((done) => setTimeout(done, 30_000, 'done')))
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await kept).toBe('done')
})
