import { randomBytes } from 'node:crypto'
import { getDomain } from 'tldts'
import { ownerRecord } from '../../engine/owner/record.ts'
import { isPublicHost } from '../../engine/report/public-host.ts'
import type { Database } from '../database/open.ts'
import type { ClaimTable } from '../database/schema.ts'
import { RequestError } from '../http/app.ts'
import { isAnyReported } from './count.ts'
import { forgetOwner, keyHash, NO_SUCH_KEY, type OwnerTools } from './owners.ts'
import { isInDns, isOnSite, PROOF_FILE } from './proof.ts'

const DAY = 86_400_000
/** How long somebody has to put the proof there. */
export const CLAIM_LIFE = 5 * DAY
/** Claims on one domain that stand open at once: of one neighbourhood, so that no other's are pushed out, and of all. */
const NEARBY_BOUND = 3
const CLAIMS_BOUND = 200

const TAKEN = 'The domain is proven already; ask the operator to give it back.'

/**
 * Begins a proof: what has to stand in the record or the file, and the key the owner acts with afterwards. Several may
 * claim a domain; it is whose proof stands there.
 */
export async function claimDomain(
  { database, now }: OwnerTools,
  domain: string,
  nearby: string,
): Promise<{ challenge: string; key: string }> {
  if (!isPublicHost(domain))
    throw new RequestError(422, 'This is no public domain; name one that readers open.')
  const owner = await ownerOf(database, domain)
  // A file was written by whoever could write to the site; the text record is the owner's own.
  if (owner?.method === 'dns') throw new RequestError(409, TAKEN)
  const challenge = `masthead-proof=${randomBytes(16).toString('hex')}`
  const key = randomBytes(24).toString('base64url')
  const claim = { domain, key_hash: keyHash(key), challenge, nearby, asked_at: now() }
  await database.insertInto('claims').values(claim).execute()
  await boundClaims(database, claim)
  return { challenge, key }
}

/** Looks for the proof, in the name service and on the site. */
export async function proveDomain(
  tools: OwnerTools,
  domain: string,
  key: string,
): Promise<{ method: string }> {
  const { database, now } = tools
  const claim = await claimWith(tools, domain, key)
  const method = await methodOf(tools, domain, claim.challenge)
  await database.transaction().execute(async (transaction) => {
    const before = await ownerOf(transaction, domain)
    const isOther = before !== undefined && before.key_hash !== claim.key_hash
    if (isOther && (before.method === 'dns' || method !== 'dns')) throw new RequestError(409, TAKEN)
    if (isOther) await forgetOwner(transaction, domain)
    const proof = { proven_at: now(), method }
    const kept = await transaction
      .insertInto('owners')
      .values({ domain, ...claim, ...proof })
      .onConflict((conflict) =>
        conflict.column('domain').doUpdateSet(proof).where('owners.key_hash', '=', claim.key_hash),
      )
      .returning('domain')
      .executeTakeFirst()
    // Somebody else's proof was quicker.
    if (kept === undefined) throw new RequestError(409, TAKEN)
    await transaction
      .deleteFrom('claims')
      .where('domain', '=', domain)
      .where('key_hash', '=', claim.key_hash)
      .execute()
  })
  return { method }
}

async function methodOf(tools: OwnerTools, domain: string, challenge: string): Promise<'dns' | 'file'> {
  if (await isInDns(tools, domain, challenge)) return 'dns'
  // Whoever altered a site can put a file there as well.
  const whole = getDomain(domain, { allowPrivateDomains: true }) ?? domain
  if (await isAnyReported(tools.database, whole))
    throw new RequestError(
      409,
      `The site is reported as altered, so only a text record ${ownerRecord(domain)} proves it now.`,
    )
  if (await isOnSite(tools, domain, challenge)) return 'file'
  throw new RequestError(
    409,
    `The proof is not there yet: a text record ${ownerRecord(domain)}, or ${PROOF_FILE}.`,
  )
}

/** What is open under a key, or was proven by it: asked again, a proof is looked for again. */
async function claimWith({ database, now }: OwnerTools, domain: string, key: string) {
  const key_hash = keyHash(key)
  const open = await database
    .selectFrom('claims')
    .select(['challenge', 'asked_at'])
    .where('domain', '=', domain)
    .where('key_hash', '=', key_hash)
    .where('asked_at', '>', now() - CLAIM_LIFE)
    .executeTakeFirst()
  const owner = open === undefined ? await ownerOf(database, domain) : undefined
  const claim = open ?? (owner?.key_hash === key_hash ? owner : undefined)
  if (claim === undefined) throw new RequestError(403, NO_SUCH_KEY)
  return { challenge: claim.challenge, asked_at: claim.asked_at, key_hash }
}

const ownerOf = (database: Database, domain: string) =>
  database.selectFrom('owners').selectAll().where('domain', '=', domain).executeTakeFirst()

/** Drops the oldest claims on a domain that are too many; the one just made stays. What is too old goes by itself. */
async function boundClaims(database: Database, { domain, key_hash, nearby }: ClaimTable): Promise<void> {
  const others = database
    .selectFrom('claims')
    .select('key_hash')
    .where('domain', '=', domain)
    .where('key_hash', '!=', key_hash)
    .orderBy('asked_at', 'desc')
  const near = others.where('nearby', '=', nearby)
  for (const surplus of [near.offset(NEARBY_BOUND - 1), others.offset(CLAIMS_BOUND - 1)])
    await database
      .deleteFrom('claims')
      .where('domain', '=', domain)
      .where('key_hash', 'in', surplus)
      .execute()
}
