import { createHash } from 'node:crypto'
import { getDomain } from 'tldts'
import { isPublicHost } from '../../engine/report/public-host.ts'
import type { Database } from '../database/open.ts'
import { RequestError } from '../http/app.ts'
import { isReported } from './count.ts'
import type { ProofTools } from './proof.ts'
import { coreOf } from './stored-signature.ts'

export interface OwnerTools extends ProofTools {
  database: Database
  /** Whether a host is on the watch list: of others the feed says nothing. */
  isWatched(host: string): boolean
  now(): number
}

/** Hosts of one registrable domain that owners can sign: the feed, and every reader with it, carries them all. */
const HOSTS_BOUND = 200

export const NO_SUCH_KEY = 'The key does not belong to this domain; claim it first.'

/** Keys are long and random: to look for the hash of one tells nothing of another. */
export const keyHash = (key: string): string => createHash('sha256').update(key).digest('hex')

/** What the owner says to readers; shown on the status page. */
export async function answerAs(
  tools: OwnerTools,
  domain: string,
  key: string,
  answer: string,
): Promise<void> {
  await checkOwner(tools.database, domain, key)
  await tools.database
    .updateTable('owners')
    .set({ answer, answered_at: tools.now() })
    .where('domain', '=', domain)
    .where('key_hash', '=', keyHash(key))
    .execute()
}

/** Publishes what the owner says the pages of a host look like; also a redesign before its day. */
export async function signAs(tools: OwnerTools, domain: string, key: string, core: string): Promise<void> {
  await checkOwner(tools.database, domain, key)
  const signature = coreOf(core)
  if (signature === null) throw new RequestError(422, 'The signature cannot be read; export it anew.')
  const { host } = signature
  // What is no host at all ends in the domain as well, and would be no key of the feed.
  if (!isPublicHost(host) || (host !== domain && !host.endsWith(`.${domain}`)))
    throw new RequestError(422, `The signature is of ${host}, which is not under ${domain}.`)
  if (!tools.isWatched(host))
    throw new RequestError(422, 'The site is not on the watch list of this collector.')
  // It may be what the attack looks like.
  if (await isReported(tools.database, host))
    throw new RequestError(409, 'The site is reported as altered; sign it again once that is over.')
  if ((await othersSigned(tools.database, host)) >= HOSTS_BOUND)
    throw new RequestError(
      422,
      `${HOSTS_BOUND} hosts of this domain are signed already; let readers learn the others.`,
    )
  const row = { core, domain, at: tools.now() }
  await tools.database
    .insertInto('signatures')
    .values({ host, source: 'owner', ...row })
    .onConflict((conflict) => conflict.columns(['host', 'source']).doUpdateSet(row))
    .execute()
}

/** Other hosts under the same registrable domain that owners signed: whoever has it can prove any name below it. */
async function othersSigned(database: Database, host: string): Promise<number> {
  const domain = getDomain(host, { allowPrivateDomains: true }) ?? host
  const { count } = await database
    .selectFrom('signatures')
    .select((make) => make.fn.countAll<number>().as('count'))
    .where('source', '=', 'owner')
    .where('host', '!=', host)
    .where((is) => is.or([is('host', '=', domain), is('host', 'like', `%.${domain}`)]))
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function checkOwner(database: Database, domain: string, key: string): Promise<void> {
  const rowOf = (table: 'owners' | 'claims') =>
    database
      .selectFrom(table)
      .select('domain')
      .where('domain', '=', domain)
      .where('key_hash', '=', keyHash(key))
      .executeTakeFirst()
  if ((await rowOf('owners')) !== undefined) return
  throw new RequestError(
    403,
    (await rowOf('claims')) === undefined
      ? NO_SUCH_KEY
      : 'The domain is not proven yet; put the proof there first.',
  )
}

/** Whoever had a domain has it no more, and what they said and signed goes; gives false where nobody had it. */
export async function forgetOwner(transaction: Database, domain: string): Promise<boolean> {
  const gone = await transaction
    .deleteFrom('owners')
    .where('domain', '=', domain)
    .returning('domain')
    .executeTakeFirst()
  await transaction
    .deleteFrom('signatures')
    .where('source', '=', 'owner')
    .where('domain', '=', domain)
    .execute()
  return gone !== undefined
}

/** Takes a domain away from whoever proved it, by the operator's word. */
export function takeAway(database: Database, domain: string, now: number): Promise<void> {
  return database.transaction().execute(async (transaction) => {
    if (!(await forgetOwner(transaction, domain)))
      throw new Error(`Nobody has proven ${domain}; name a domain as its owner claimed it.`)
    await transaction.deleteFrom('claims').where('domain', '=', domain).execute()
    await transaction
      .insertInto('audit')
      .values({ at: now, who: 'operator', what: `${domain} was taken from its owner`, why: '' })
      .execute()
  })
}
