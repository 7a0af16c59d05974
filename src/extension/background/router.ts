import * as v from 'valibot'
import type { Runtime } from 'webextension-polyfill'
import { type Answer, MESSAGE_NAMES, type MessageName, type Reply } from '../messages.ts'
import { failureOf } from './failed.ts'
import { type OwnSender, type PageSender, type Sender, senderOf } from './sender.ts'

/** Refuses, or parses and handles. */
export type Route<N extends MessageName> = (request: unknown, sender: Sender) => Promise<Reply<N>>
export type Routes = { readonly [N in MessageName]: Route<N> }

const messageSchema = v.strictObject({
  name: v.picklist(
    Object.keys(MESSAGE_NAMES).filter((name): name is MessageName => Object.hasOwn(MESSAGE_NAMES, name)),
  ),
  request: v.unknown(),
})

/** A route for the content scripts of watched pages. */
export function fromPage<T, R>(
  schema: v.GenericSchema<unknown, T>,
  isWatched: (host: string) => Promise<boolean>,
  handle: (request: T, sender: PageSender) => Promise<R>,
) {
  return async (request: unknown, sender: Sender): Promise<R> => {
    if (sender.from !== 'page' || !(await isWatched(sender.host)))
      throw new Error('This message is only taken from a watched page.')
    return handle(v.parse(schema, request), sender)
  }
}

/** A route for the extension's own pages. */
export function fromOwnPage<T, R>(
  schema: v.GenericSchema<unknown, T>,
  handle: (request: T, sender: OwnSender) => Promise<R>,
) {
  return async (request: unknown, sender: Sender): Promise<R> => {
    if (sender.from !== 'own') throw new Error("This message is only taken from the extension's own pages.")
    return handle(v.parse(schema, request), sender)
  }
}

/**
 * Answers a message, whatever happens: of a handler that fails it gives which text says why. Null means that the message
 * is not for us to answer at all, for its sender may not even learn that somebody listens.
 */
export function answer(
  routes: Routes,
  message: unknown,
  from: Runtime.MessageSender,
): Promise<Answer<unknown>> | null {
  const sender = senderOf(from)
  if (sender === null) return null
  return route(routes, message, sender).then(
    (value): Answer<unknown> => ({ ok: true, value }),
    (error: unknown): Answer<unknown> => ({ ok: false, failure: failureOf(error) }),
  )
}

async function route(routes: Routes, message: unknown, sender: Sender): Promise<unknown> {
  const { name, request } = v.parse(messageSchema, message)
  return routes[name](request, sender)
}
