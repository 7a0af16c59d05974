import type { Answer, MessageName, Reply, Request } from '../messages.ts'

/**
 * Sends a message to the background. Null where no answer came: the worker was stopped half-way, or the message was
 * refused. Both browsers know `chrome` here, and a polyfill would be larger than all the rest of the script.
 */
export async function ask<N extends MessageName>(name: N, request: Request<N>): Promise<Reply<N> | null> {
  try {
    const answer = await chrome.runtime.sendMessage<unknown, Answer<Reply<N>> | undefined>({ name, request })
    return answer?.ok === true ? answer.value : null
  } catch {
    return null
  }
}

/** False once the extension was updated, removed or switched off: this script then belongs to nobody. */
export function isAlive(): boolean {
  return globalThis.chrome?.runtime?.id !== undefined
}
