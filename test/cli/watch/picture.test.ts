import { afterEach, expect, it, vi } from 'vitest'
import { FETCH_LIMITS } from '../../../src/cli/fetch/limits.ts'
import { pictureOf } from '../../../src/cli/watch/picture.ts'

afterEach(() => void vi.unstubAllEnvs())

it('gives up at once in a wave, so that no alert waits for the pictures of all pages', async () => {
  vi.stubEnv('CHROME_PATH', '/nowhere/no-browser')
  let hosts = 0
  const take = () => pictureOf(`https://${++hosts}.courier.example/`, FETCH_LIMITS)
  const busy = { error: 'the browser is busy with the pictures of other pages' }
  const [first, second, third, fourth] = await Promise.all([take(), take(), take(), take()])
  expect(fourth).toEqual(busy)
  for (const one of [first, second, third, await take()]) {
    expect(one).toEqual({ error: expect.stringMatching(/^[^\n]+[^.\n]$/) })
    expect(one).not.toEqual(busy)
  }
})

it('shows one page of a site that is altered as a whole', async () => {
  vi.stubEnv('CHROME_PATH', '/nowhere/no-browser')
  const take = (path: string) => pictureOf(`https://www.herald.example/${path}`, FETCH_LIMITS)
  const another = { error: 'another page of its host was shown a moment ago' }
  expect(await take('')).not.toEqual(another)
  expect(await take('sport')).toEqual(another)
})
