import { type FeedIncident, incidentKey } from '../../engine/feed/incidents.ts'
import type { FeedContent } from '../../engine/feed/publish.ts'
import { isKey } from '../../engine/feed/table.ts'
import { parsePack } from '../../engine/patterns/compile.ts'
import { shippedPacks } from '../../engine/patterns/packs/index.ts'
import type { Pack } from '../../engine/patterns/schema.ts'
import { isPublicHost } from '../../engine/report/public-host.ts'
import type { Authority } from '../../engine/signature/comparison.ts'
import { authorityOf } from '../believe/stored-signature.ts'
import type { Database } from '../database/open.ts'

const DAY = 86_400_000
/** How long a restored site is still told of. */
const RESTORED = 14 * DAY

/**
 * Everything there is to publish now. A row that no feed can hold is left out, and `leftOut` is told of it: one of them
 * must not keep everybody from everything else.
 */
export async function gatherContent(
  database: Database,
  now: number,
  leftOut: (what: string) => void = () => {},
): Promise<FeedContent> {
  const cases = await database
    .selectFrom('cases')
    .select(['host', 'path', 'state', 'opened_at', 'last_report_at', 'look_at', 'restored_at', 'campaign'])
    .where('published_at', '>', 0)
    .where((is) =>
      is.or([
        is('state', 'in', ['suspect', 'defaced']),
        is.and([is('state', '=', 'restored'), is('restored_at', '>', now - RESTORED)]),
      ]),
    )
    .orderBy('id')
    .execute()
  const signatures = await database.selectFrom('signatures').selectAll().execute()
  const suspended = await database.selectFrom('suspended').select(['rule', 'reason', 'since']).execute()
  const isKept = (isGood: boolean, what: string): boolean => {
    if (!isGood) leftOut(what)
    return isGood
  }
  return {
    patterns: shipped,
    incidents: cases
      .map(
        (one): FeedIncident => ({
          host: one.host,
          path: one.path,
          state: one.state === 'defaced' || one.state === 'restored' ? one.state : 'suspect',
          firstSeen: one.opened_at,
          lastSeen: one.last_report_at,
          restoredAt: one.restored_at,
          campaign: one.campaign,
        }),
      )
      .filter((one) =>
        isKept(isPublicHost(one.host) && isKey(incidentKey(one)), `the case of ${JSON.stringify(one.host)}`),
      ),
    signatures: bestOf(
      signatures.flatMap(({ host, source, core }) => {
        const found = authorityOf(source, core)
        const isGood = found !== null && isPublicHost(found.signature.host)
        return isKept(isGood, `the signature of ${JSON.stringify(host)}`) && found !== null ? [found] : []
      }),
    ),
    suspended: suspended.filter(({ rule }) =>
      isKept(isKey(rule), `the suspended rule ${JSON.stringify(rule)}`),
    ),
  }
}

/** One a host: the owner's word before the crowd's. */
function bestOf(found: readonly Authority[]): Authority[] {
  const byHost = new Map<string, Authority>()
  for (const one of found) {
    const known = byHost.get(one.signature.host)
    if (known === undefined || one.source === 'owner') byHost.set(one.signature.host, one)
  }
  return [...byHost.values()]
}

/** The packs that came with this version of the program. */
const shipped: readonly Pack[] = shippedPacks.map((raw, i) => {
  const pack = parsePack(raw, i)
  if (!pack.ok) throw new Error(pack.error)
  return pack.value
})
