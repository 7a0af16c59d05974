import { AGREEMENT, agreeOnCore, type CoreVote } from '../../engine/signature/agree.ts'
import { encodeCore } from '../../engine/signature/codec/core.ts'
import type { CoreSignature } from '../../engine/signature/core-signature.ts'
import { toBase64 } from '../../engine/signature/transfer/base64.ts'
import type { Database } from '../database/open.ts'
import { RENAMED_DAYS } from '../intake/neighbourhood.ts'
import { GOING_ON } from './count.ts'
import { coreOf } from './stored-signature.ts'

const DAY = 86_400_000
/** Days after which a reader's word is forgotten. */
const FORGOTTEN = 30
/** Days that what was agreed on stays as it is: the feed must not change because one more reader came. */
const KEPT = 7
/** Votes on one host that are read: the latest of each neighbourhood; of more than that many, some that nobody can choose. */
const MOST_VOTES = 200

/** Publishes what enough readers agree on, of hosts that nobody reports at the time. */
export async function agreeOnSignatures(database: Database, now: number): Promise<void> {
  const today = Math.floor(now / DAY)
  await database
    .deleteFrom('signature_votes')
    .where('day', '<', today - FORGOTTEN)
    .execute()
  for (const host of await candidates(database, now)) {
    const core = agreed(host, await votesOn(database, host), now)
    if (core !== null) await keep(database, core, now)
  }
}

/** Hosts with votes enough and nothing new to be told of them, without those that look altered to somebody. */
async function candidates(database: Database, now: number): Promise<string[]> {
  const rows = await database
    .selectFrom('signature_votes as votes')
    .select('votes.host')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('cases')
            .select('cases.id')
            .whereRef('cases.host', '=', 'votes.host')
            .where('cases.state', 'in', [...GOING_ON]),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('signatures')
            .select('signatures.host')
            .whereRef('signatures.host', '=', 'votes.host')
            .where('signatures.source', '=', 'feed')
            .where('signatures.at', '>', now - KEPT * DAY),
        ),
      ),
    )
    .groupBy('votes.host')
    .having(({ fn }) => fn.count('votes.nearby').distinct(), '>=', AGREEMENT.readers)
    .having(({ fn }) => fn.count('votes.network').distinct(), '>=', AGREEMENT.networks)
    .having(({ fn }) => fn.count('votes.day').distinct(), '>=', AGREEMENT.days)
    .orderBy('votes.host')
    .execute()
  return rows.map(({ host }) => host)
}

async function votesOn(database: Database, host: string): Promise<CoreVote[]> {
  const rows = await database
    .selectFrom((from) =>
      from
        .selectFrom('signature_votes')
        .selectAll()
        .distinctOn('nearby')
        .where('host', '=', host)
        .orderBy('nearby')
        .orderBy('day', 'desc')
        .as('latest'),
    )
    .selectAll()
    .orderBy('token')
    .limit(MOST_VOTES)
    .execute()
  return rows.flatMap(({ core, nearby, network, day }) => {
    const decoded = coreOf(core)
    return decoded === null ? [] : [{ reader: nearby, network, day, core: decoded }]
  })
}

/**
 * A neighbourhood has another name after some weeks and would count twice: only votes between two such days count
 * together, the latest first.
 */
function agreed(host: string, votes: readonly CoreVote[], now: number): CoreSignature | null {
  const epochs = [...new Set(votes.map(epochOf))].sort((a, b) => b - a)
  for (const epoch of epochs) {
    const core = agreeOnCore(
      host,
      votes.filter((vote) => epochOf(vote) === epoch),
      now,
    )
    if (core !== null) return core
  }
  return null
}

const epochOf = ({ day }: CoreVote): number => Math.floor(day / RENAMED_DAYS)

/** What says the same as what is published stays the very same, so that the feed need not tell it again. */
async function keep(database: Database, core: CoreSignature, now: number): Promise<void> {
  const source = 'feed'
  const known = await database
    .selectFrom('signatures')
    .select('core')
    .where('host', '=', core.host)
    .where('source', '=', source)
    .executeTakeFirst()
  const before = known === undefined ? null : coreOf(known.core)
  const next = before !== null && isSame(before, core) ? before : core
  const said = { core: toBase64(encodeCore(next)), at: now }
  await database
    .insertInto('signatures')
    .values({ host: core.host, source, ...said })
    .onConflict((conflict) => conflict.columns(['host', 'source']).doUpdateSet(said))
    .execute()
}

const isSame = (a: CoreSignature, b: CoreSignature): boolean =>
  toBase64(encodeCore({ ...a, issued: 0 })) === toBase64(encodeCore({ ...b, issued: 0 }))
