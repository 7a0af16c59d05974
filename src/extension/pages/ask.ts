import browser from 'webextension-polyfill'
import type { Answer, MessageName, Reply, Request } from '../messages.ts'
import { text } from '../texts.ts'
import { Told } from './told.ts'

/** The background can be stopped before it answers. Every request may be made twice, so it is. */
const TRIES = 3

/** Sends a message to the background and gives its reply; throws the one sentence it failed with. */
export async function ask<N extends MessageName>(name: N, request: Request<N>): Promise<Reply<N>> {
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = await send(name, request)
    if (answer?.ok === true) return answer.value
    if (answer?.ok === false) throw new Told(text(answer.failure.key, ...answer.failure.params))
  }
  throw new Told(text('failure_no_answer'))
}

/** Null where no answer came. */
async function send<N extends MessageName>(name: N, request: Request<N>): Promise<Answer<Reply<N>> | null> {
  try {
    const answer = await browser.runtime.sendMessage<unknown, Answer<Reply<N>> | undefined>({ name, request })
    return answer ?? null
  } catch {
    return null
  }
}
