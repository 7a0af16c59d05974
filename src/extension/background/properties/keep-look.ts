import { compare } from '../../../engine/signature/comparison.ts'
import { isAlarming } from '../../../engine/verdict/verdict.ts'
import type { Seen } from '../check.ts'
import type { PropertyRecord } from '../database/schema.ts'
import type { LookTransaction } from '../database/transact.ts'
import { KEPT, trim } from '../database/trim.ts'
import type { WholePage } from '../outside/fetch-outside.ts'
import { MINUTE, withCheck } from './property.ts'

/** Minutes from an alarming look to the one that has to say the same; browsers wake nobody sooner. */
const CONFIRM_AFTER = 0.5

export interface LookedAt {
  url: string
  round: NonNullable<PropertyRecord['round']>
  page: WholePage
  now: number
}

/** What a look makes of its property, in the look's own transaction: all of it is kept together, or nothing. */
export async function keepLook(transaction: LookTransaction, seen: Seen, look: LookedAt): Promise<void> {
  const property = await transaction.objectStore('properties').get(look.url)
  // Removed meanwhile, or reset: then nothing is kept of it.
  if (property === undefined) return
  const { checked, found } = seen
  if (isAlarming(checked.verdict.kind) && look.round.number === 1) {
    const round = { ...look.round, number: 2 }
    const nextAt = look.now + CONFIRM_AFTER * MINUTE
    await transaction.objectStore('properties').put({ ...property, round, nextAt })
    return
  }
  // It is no reader's visit, and would only push those out.
  await transaction.objectStore('visits').delete(look.round.visit)
  const { match } = compare(seen.observation, seen.site, seen.authority)
  const checkRecord = { at: look.now, shown: checked.shown, match: match?.score ?? null, why: null }
  const isUsual = checked.shown === 'intact' || checked.shown === 'unfamiliar'
  await transaction.objectStore('properties').put({
    ...withCheck(property, checkRecord),
    verdict: checked.verdict,
    found,
    usual: isUsual ? found : property.usual,
    // What is as it always is was not learned once more; it is still what was approved, or waits for that.
    template: seen.template ?? (checked.shown === 'intact' ? property.template : null),
    learnedAt: seen.template === null ? property.learnedAt : look.now,
    seenAt: seen.observation.url,
    untold:
      checked.turn === null
        ? property.untold
        : { kind: checked.turn.kind, incident: checked.turn.incident.id },
  })
  if (checked.incident !== null) await capture(transaction, seen, look, checked.incident, property.usual)
}

/** The page as it was when the incident was confirmed: later ones show what became of it, not what was done. */
async function capture(
  transaction: LookTransaction,
  { observation, checked }: Seen,
  { url, page, now }: LookedAt,
  incident: string,
  usual: PropertyRecord['usual'],
): Promise<void> {
  const store = transaction.objectStore('captures')
  if ((await store.getKey(incident)) !== undefined) return
  await store.put({
    incident,
    url,
    finalUrl: page.url,
    at: now,
    status: page.status,
    body: page.body,
    request: page.request,
    response: page.response,
    observation,
    verdict: checked.verdict,
    usual,
  })
  await trim(store.index('age'), KEPT.captures)
}
