import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import dns from 'node:dns/promises'
import { getDomain } from 'tldts'
import { ownerRecord } from '../../engine/owner/record.ts'
import { isPublicHost } from '../../engine/report/public-host.ts'
import type { Database } from '../database/open.ts'
import { RequestError } from '../http/app.ts'
import type { PageFetcher } from './fetch-page.ts'
import { coreOf } from './stored-signature.ts'

export interface OwnerTools {
  database: Database
  /** Text records of a name, as the name service gives them. */
  resolveTxt(name: string): Promise<string[][]>
  fetchPage: PageFetcher | null
  /** Whether a host is on the watch list: of others the feed says nothing. */
  isWatched(host: string): boolean
  now(): number
}

export const resolveTxt = (name: string): Promise<string[][]> => dns.resolveTxt(name)

/** Where the proof stands, unless in a text record of the domain. */
export const PROOF_FILE = '/.well-known/masthead.txt'

/** Hosts of one registrable domain that owners can sign: the feed, and every reader with it, carries them all. */
const HOSTS_BOUND = 200

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Begins a proof: what has to stand in the record or the file, and the key the owner acts with afterwards. */
export async function claimDomain(
  { database, now }: OwnerTools,
  domain: string,
): Promise<{ challenge: string; key: string }> {
  if (!isPublicHost(domain))
    throw new RequestError(422, 'This is no public domain; name one that readers open.')
  const challenge = `masthead-proof=${randomBytes(16).toString('hex')}`
  const key = randomBytes(24).toString('base64url')
  const fresh = { challenge, key_hash: sha256(key), asked_at: now() }
  const taken = await database
    .insertInto('owners')
    .values({ domain, ...fresh })
    // Who has proven the domain keeps it until somebody else's proof stands there.
    .onConflict((conflict) => conflict.column('domain').doUpdateSet(fresh).where('owners.proven_at', '=', 0))
    .returning('domain')
    .executeTakeFirst()
  if (taken === undefined)
    throw new RequestError(409, 'The domain is proven already; ask the operator to give it back.')
  return { challenge, key }
}

/** Looks for the proof, in the name service and on the site. */
export async function proveDomain(
  tools: OwnerTools,
  domain: string,
  key: string,
): Promise<{ method: string }> {
  const owner = await ownerWith(tools.database, domain, key)
  const method = (await isInDns(tools, domain, owner.challenge))
    ? 'dns'
    : (await isOnSite(tools, domain, owner.challenge))
      ? 'file'
      : null
  if (method === null)
    throw new RequestError(
      409,
      `The proof is not there yet: a text record ${ownerRecord(domain)}, or ${PROOF_FILE}.`,
    )
  await tools.database
    .updateTable('owners')
    .set({ proven_at: tools.now(), method })
    .where('domain', '=', domain)
    .where('challenge', '=', owner.challenge)
    .execute()
  return { method }
}

async function isInDns({ resolveTxt }: OwnerTools, domain: string, challenge: string): Promise<boolean> {
  try {
    const records = await resolveTxt(ownerRecord(domain))
    return records.some((parts) => parts.join('').trim() === challenge)
  } catch {
    return false
  }
}

async function isOnSite({ fetchPage }: OwnerTools, domain: string, challenge: string): Promise<boolean> {
  const page = await fetchPage?.(`https://${domain}${PROOF_FILE}`)
  // A redirect may lead to somebody else's site.
  return (
    page?.ok === true &&
    page.status === 200 &&
    new URL(page.url).hostname === domain &&
    page.html.trim() === challenge
  )
}

/** What the owner says to readers; shown on the status page. */
export async function answerAs(
  tools: OwnerTools,
  domain: string,
  key: string,
  answer: string,
): Promise<void> {
  await provenOwner(tools.database, domain, key)
  await tools.database
    .updateTable('owners')
    .set({ answer, answered_at: tools.now() })
    .where('domain', '=', domain)
    .execute()
}

/** Publishes what the owner says the pages of a host look like; also a redesign before its day. */
export async function signAs(tools: OwnerTools, domain: string, key: string, core: string): Promise<void> {
  await provenOwner(tools.database, domain, key)
  const signature = coreOf(core)
  if (signature === null) throw new RequestError(422, 'The signature cannot be read; export it anew.')
  const { host } = signature
  // What is no host at all ends in the domain as well, and would be no key of the feed.
  if (!isPublicHost(host) || (host !== domain && !host.endsWith(`.${domain}`)))
    throw new RequestError(422, `The signature is of ${host}, which is not under ${domain}.`)
  if (!tools.isWatched(host))
    throw new RequestError(422, 'The site is not on the watch list of this collector.')
  if ((await othersSigned(tools.database, host)) >= HOSTS_BOUND)
    throw new RequestError(
      422,
      `${HOSTS_BOUND} hosts of this domain are signed already; let readers learn the others.`,
    )
  const row = { core, at: tools.now() }
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

async function provenOwner(database: Database, domain: string, key: string): Promise<void> {
  const owner = await ownerWith(database, domain, key)
  if (owner.proven_at === 0)
    throw new RequestError(403, 'The domain is not proven yet; put the proof there first.')
}

async function ownerWith(database: Database, domain: string, key: string) {
  const owner = await database
    .selectFrom('owners')
    .selectAll()
    .where('domain', '=', domain)
    .executeTakeFirst()
  const given = Buffer.from(sha256(key))
  if (owner === undefined || !timingSafeEqual(given, Buffer.from(owner.key_hash)))
    throw new RequestError(403, 'The key does not belong to this domain; claim it first.')
  return owner
}
