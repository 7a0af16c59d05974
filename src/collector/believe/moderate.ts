import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../database/open.ts'
import { RequestError } from '../http/app.ts'
import { decideCases } from './cases.ts'
import { APPROVALS } from './decide.ts'

export const DECISIONS = ['defaced', 'rejected'] as const
export type Decision = (typeof DECISIONS)[number]

/** A new moderator; gives the key, which is kept nowhere else. One with the name gets a new key. */
export async function addModerator(database: Database, name: string, now: number): Promise<string> {
  const key = randomBytes(24).toString('base64url')
  await database
    .insertInto('moderators')
    .values({ name, key_hash: hashKey(key) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ key_hash: hashKey(key) }))
    .execute()
  await database
    .insertInto('audit')
    .values({ at: now, who: 'operator', what: `moderator ${name} has a new key`, why: '' })
    .execute()
  return key
}

/** Name of the moderator who holds a key; null for nobody. */
export async function moderatorOf(database: Database, name: string, key: string): Promise<string | null> {
  const found = await database
    .selectFrom('moderators')
    .select('name')
    .where('name', '=', name)
    .where('key_hash', '=', hashKey(key))
    .executeTakeFirst()
  return found?.name ?? null
}

/** Keys are long and random: a plain hash of one tells nothing. */
const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex')

export interface Ruling {
  id: number
  moderator: string
  decision: Decision
  reason: string
}

/** Writes down what a moderator decided and why, and lets the case follow. */
export async function rule(
  database: Database,
  { id, moderator, decision, reason }: Ruling,
  { now, looks }: { now: number; looks: boolean },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const known = await transaction.selectFrom('cases').select('host').where('id', '=', id).executeTakeFirst()
    if (known === undefined) throw new RequestError(404, 'There is no such case; go back to the queue.')
    await transaction
      .insertInto('decisions')
      .values({ case_id: id, moderator, decision, reason, at: now })
      .execute()
    await transaction
      .insertInto('audit')
      .values({ at: now, who: moderator, what: `${decision}: case ${id}, ${known.host}`, why: reason })
      .execute()
  })
  await decideCases(database, { now, looks }, [id])
}

/** What a moderator does about a rule that is wrong, and why. */
export interface RuleRuling {
  rule: string
  moderator: string
  reason: string
  now: number
}

/** Lets a rule stand still everywhere, with the next publication. */
export async function suspendRule(
  database: Database,
  { rule: name, moderator, reason, now }: RuleRuling,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('suspended')
      .values({ rule: name, reason, since: now, moderator })
      .onConflict((conflict) => conflict.column('rule').doUpdateSet({ reason, since: now, moderator }))
      .execute()
    // Who said before that it may count again did not know of this.
    await transaction.deleteFrom('liftings').where('rule', '=', name).execute()
    await transaction
      .insertInto('audit')
      .values({ at: now, who: moderator, what: `suspended rule ${name}`, why: reason })
      .execute()
  })
}

/**
 * Lets a suspended rule count again, with the next publication, once as many moderators say so as red takes: a rule that
 * counts can raise red everywhere.
 */
export async function liftRule(
  database: Database,
  { rule: name, moderator, reason, now }: RuleRuling,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom('suspended')
      .select('rule')
      .where('rule', '=', name)
      // Two who say so at once are counted one after the other.
      .forUpdate()
      .executeTakeFirst()
    if (known === undefined)
      throw new RequestError(404, 'This rule is not suspended; choose one of those that are.')
    await transaction
      .insertInto('liftings')
      .values({ rule: name, moderator })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const agreed = await transaction
      .selectFrom('liftings')
      .select('moderator')
      .where('rule', '=', name)
      .execute()
    const isLifted = agreed.length >= APPROVALS
    if (isLifted)
      for (const table of ['suspended', 'liftings'] as const)
        await transaction.deleteFrom(table).where('rule', '=', name).execute()
    const what = isLifted ? 'lifted the suspension' : 'agreed to lift the suspension'
    await transaction
      .insertInto('audit')
      .values({ at: now, who: moderator, what: `${what} of rule ${name}`, why: reason })
      .execute()
  })
}
