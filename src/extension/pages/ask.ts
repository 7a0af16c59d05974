import browser from 'webextension-polyfill'
import type { Answer, MessageName, Reply, Request } from '../messages.ts'

/** Sends a message to the background and gives its reply; throws the one sentence it failed with. */
export async function ask<N extends MessageName>(name: N, request: Request<N>): Promise<Reply<N>> {
  const answer = await browser.runtime.sendMessage<unknown, Answer<Reply<N>>>({ name, request })
  if (!answer.ok) throw new Error(answer.error)
  return answer.value
}
