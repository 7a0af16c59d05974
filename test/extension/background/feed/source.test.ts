import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { feedAt } from '../../../../src/extension/background/feed/source.ts'
import { FileServer } from './server.ts'

let server: FileServer
let address: string
beforeEach(async () => {
  server = new FileServer()
  address = await server.start()
})
afterEach(() => {
  server.stop()
  vi.restoreAllMocks()
})

it.each([
  ['does not answer', 'silent', 'The feed does not answer; it is tried again later.'],
  ['stops in the middle of a file', 'stalling', /abort|timeout/],
] as const)('a server that %s is waited for 25 seconds', async (_, kind, said) => {
  server[kind] = 'head.json'
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  const patience = vi.spyOn(AbortSignal, 'timeout').mockImplementation((wait) => timeout(wait / 100))
  await expect(feedAt(address).fetch('head.json', 100)).rejects.toThrow(said)
  // A browser stops a worker that has waited for one answer for 30 seconds.
  expect(patience.mock.calls).toEqual([[25_000]])
})
