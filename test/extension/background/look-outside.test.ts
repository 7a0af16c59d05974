import 'fake-indexeddb/auto'
import { afterEach, expect, it, vi } from 'vitest'
import { DEFACED, frontPage } from '../../browser/pages.ts'
import { FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
browser.origins = ['*://*.lemonde.fr/*']
fake.browser = browser
const { routes } = await import('../../../src/extension/background/routes.ts')
const { lookOutside } = await import('../../../src/extension/background/outside/look-outside.ts')

const asked: [string, RequestInit][] = []
/** The site at the other end, which is the network's. */
const answers = (body: BodyInit | null, status = 200, contentType = 'text/html') =>
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push([url, init])
    const answer = new Response(body, { status, headers: { 'content-type': contentType } })
    Object.defineProperty(answer, 'url', { value: url })
    return answer
  })
afterEach(() => {
  asked.length = 0
  vi.unstubAllGlobals()
})

const url = 'https://www.lemonde.fr/'

it('asks without cookies, cache or the address it came from', async () => {
  answers(frontPage())
  expect(await lookOutside({ url })).toEqual({ says: 'well' })
  expect(asked).toEqual([
    [url, expect.objectContaining({ credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' })],
  ])
})

it('asks for the very page, without what tells who followed which link', async () => {
  answers(frontPage())
  await lookOutside({ url: `${url}a.php?id=5&utm_source=mail&fbclid=x1` })
  expect(asked.map(([address]) => address)).toEqual([`${url}a.php?id=5`])
})

it('asks for an address of any length that a browser can be at', async () => {
  answers(frontPage())
  const long = `${url}a.php?id=${'5'.repeat(20_000)}`
  const answer = routes.lookOutside({ url: long }, { from: 'own', tab: null })
  expect(await answer).toEqual({ says: 'well' })
  expect(asked.map(([address]) => address)).toEqual([long])
})

it('judges what it gets, in the encoding it is in', async () => {
  answers(DEFACED)
  expect(await lookOutside({ url })).toEqual({ says: 'altered' })
  const page = DEFACED.replace(/Hacked By AnonGhost Team/g, 'Взломан командой')
  const cyrillic = Uint8Array.from(page, (letter) => {
    const code = letter.codePointAt(0) ?? 0
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code
  })
  answers(cyrillic, 200, 'text/html; charset=windows-1251')
  expect(await lookOutside({ url })).toEqual({ says: 'altered' })
})

it('says nothing of a page that is not there', async () => {
  answers('<h1>503 Service Unavailable</h1>', 503)
  expect(await lookOutside({ url })).toEqual({ says: 'nothing' })
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  expect(await lookOutside({ url })).toEqual({ says: 'nothing' })
})

it('reads no more of an endless page than of any', async () => {
  let sent = 0
  const endless = new ReadableStream({
    pull(controller) {
      sent++
      controller.enqueue(new Uint8Array(4 * 1024 * 1024).fill(32))
    },
  })
  answers(endless)
  await lookOutside({ url })
  expect(sent).toBeLessThan(12)
})

it('asks no site that is not watched', async () => {
  answers(frontPage())
  await expect(lookOutside({ url: 'https://elsewhere.example/' })).rejects.toMatchObject({
    failure: { key: 'failure_not_watched', params: ['elsewhere.example'] },
  })
  expect(asked).toEqual([])
})
