import { isPublicHost } from '../../engine/report/public-host.ts'
import type { Database } from '../database/open.ts'
import { RequestError } from '../http/app.ts'
import type { Neighbourhood } from '../intake/neighbourhood.ts'
import { coreOf } from './stored-signature.ts'

const DAY = 86_400_000
const SPENT = 'The token was used for something else; ask for a new one.'

export interface SignatureVote extends Neighbourhood {
  /** A core signature in base64. */
  core: string
  /** SHA-256 of the spent token. */
  token: string
  now: number
}

interface VoteTools {
  database: Database
  /** Whether a host is on the watch list. */
  isWatched(host: string): boolean
}

/** Takes what a consenting reader learned of a site; gives false where the very same came with this token before. */
export async function voteSignature(
  { database, isWatched }: VoteTools,
  vote: SignatureVote,
): Promise<boolean> {
  const decoded = coreOf(vote.core)
  if (decoded === null || !isPublicHost(decoded.host))
    throw new RequestError(422, 'The signature cannot be read, or is of no public host.')
  if (!isWatched(decoded.host))
    throw new RequestError(422, 'The site is not on the watch list of this collector.')
  if (decoded.templates.length === 0)
    throw new RequestError(
      422,
      'The signature holds no kind of page that is trusted; send it when there is one.',
    )
  const { core, nearby, network, token, now } = vote
  const spent = await database
    .selectFrom('reports')
    .select('id')
    .where('token', '=', token)
    .executeTakeFirst()
  if (spent !== undefined) throw new RequestError(403, SPENT)
  const written = await database
    .insertInto('signature_votes')
    .values({ host: decoded.host, core, nearby, network, token, day: Math.floor(now / DAY) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('token')
    .execute()
  if (written.length > 0) return true
  const before = await database
    .selectFrom('signature_votes')
    .select('core')
    .where('token', '=', token)
    .executeTakeFirst()
  if (before?.core !== core) throw new RequestError(403, SPENT)
  return false
}
