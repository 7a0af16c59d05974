import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { isPublicHost } from '../../engine/report/public-host.ts'
import { decodeCore } from '../../engine/signature/codec/core.ts'
import { fromBase64 } from '../../engine/signature/transfer/base64.ts'
import type { Database } from '../database/open.ts'
import { RequestError } from '../http/app.ts'
import type { Neighbourhood } from '../intake/neighbourhood.ts'

const DAY = 86_400_000
/** Readers, networks and days that have to agree before what they learned is told to others. */
export const AGREEMENT = { readers: 5, networks: 3, days: 2 } as const
/** Days after which a reader's word is forgotten. */
const FORGOTTEN = 30

export interface SignatureVote extends Neighbourhood {
  /** A core signature in base64. */
  core: string
  /** SHA-256 of the spent token. */
  token: string
  now: number
}

/** Takes what a consenting reader learned of a site; gives false where the token was spent before. */
export async function voteSignature(database: Database, vote: SignatureVote): Promise<boolean> {
  const bytes = fromBase64(vote.core)
  const decoded = bytes === null ? null : decodeCore(bytes)
  if (decoded === null || !decoded.ok || !isPublicHost(decoded.value.host))
    throw new RequestError(422, 'The signature cannot be read, or is of no public host.')
  const { core, nearby, network, token, now } = vote
  // The day it was made on says nothing of the site.
  const digest = createHash('sha256')
    .update(JSON.stringify(contentOf(decoded.value)))
    .digest('hex')
  const written = await database
    .insertInto('signature_votes')
    .values({ host: decoded.value.host, digest, core, nearby, network, token, day: Math.floor(now / DAY) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('token')
    .execute()
  return written.length > 0
}

const contentOf = ({ host, templates }: { host: string; templates: readonly unknown[] }) => ({
  host,
  templates: templates.map((template) => JSON.stringify(template)).sort(),
})

/** Publishes what enough readers agree on; a host has one at a time, the one with most readers. */
export async function agreeOnSignatures(database: Database, now: number): Promise<void> {
  const today = Math.floor(now / DAY)
  await database
    .deleteFrom('signature_votes')
    .where('day', '<', today - FORGOTTEN)
    .execute()
  await sql`
    insert into signatures (host, source, core, at)
    select distinct on (host) host, 'feed', core, ${now}::bigint from (
      select host, digest, max(core) as core, count(distinct nearby) as readers
      from signature_votes group by host, digest
      having count(distinct nearby) >= ${AGREEMENT.readers} and count(distinct network) >= ${AGREEMENT.networks}
        and count(distinct day) >= ${AGREEMENT.days}
    ) agreed order by host, readers desc
    on conflict (host, source) do update set core = excluded.core, at = excluded.at
      where signatures.core <> excluded.core`.execute(database)
}
