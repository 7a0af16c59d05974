import type { VerdictKind } from '../../engine/verdict/verdict.ts'
import type { CaseState } from '../database/schema.ts'
import { type CampaignFacts, isCampaign } from './breaker.ts'
import { type DenialFacts, isContested, isDenied } from './denials.ts'

/** Everything a case is decided by. */
export interface CaseFacts extends CampaignFacts, DenialFacts {
  state: CaseState
  /** Neighbourhoods that reported it, each once, and the wider networks they are in. */
  reporters: number
  networks: number
  /** Reporters whose token says that they were never right before. */
  newcomers: number
  weightFor: number
  weightAgainst: number
  /** The collector's own look: a verdict, "failed" for no answer, null for not looked yet, "off" for never. */
  look: VerdictKind | 'failed' | 'off' | null
  /** Whether that look came after the case was published: one before it says nothing of a page being well again. */
  isLookSince: boolean
  /** Whether what the site stands on is down as a whole. */
  isHostDown: boolean
  /** Different moderators that call it defaced, and whether any rejected it since. */
  approvals: number
  isRejected: boolean
  /** Whether readers' word took it out of the feed. */
  isWithdrawn: boolean
  /** Milliseconds since somebody last reported it as defaced, or the collector saw it altered. */
  quiet: number
}

export interface CaseDecision {
  state: CaseState
  why: string
  /** Whether moderators should look at it before others: readers speak against what is published. */
  isContested: boolean
}
type Judgement = Omit<CaseDecision, 'isContested'>

const HOUR = 3_600_000
/** Independent reporters that are enough where one of them was right before, and their networks; where none was. */
const FEWEST = 3
const FEWEST_NETWORKS = 2
const FEWEST_NEWCOMERS = 5
const FEWEST_NEWCOMER_NETWORKS = 4
/** Where a site is reported falsely every day, newcomers have to be more than on other days. */
const TIMES_USUAL = 3
/** Share of the votes against from which people have to look. */
const DISPUTED = 1 / 3
const QUIET_OPEN = 72 * HOUR
const QUIET_PUBLISHED = 96 * HOUR
/** People that have to agree on what raises red everywhere. */
export const APPROVALS = 2

export const isPublished = (state: string): boolean => state === 'suspect' || state === 'defaced'

/** What becomes of a case. Pure: the same facts give the same decision. */
export function decide(facts: CaseFacts): CaseDecision {
  const { state, why } = judge(facts)
  if (!isPublished(state) || !isPublished(facts.state)) return { state, why, isContested: false }
  const doubt = isContested(facts)
    ? `${facts.denials} readers see nothing wrong`
    : !isAltered(facts.look) && isCampaign(facts)
      ? `${facts.burst} newcomers reported it within an hour`
      : null
  return { state, why: doubt === null ? why : `${why}, but ${doubt}`, isContested: doubt !== null }
}

function judge(facts: CaseFacts): Judgement {
  if (facts.isRejected) return { state: 'rejected', why: 'a moderator rejected it' }
  const wasPublished = isPublished(facts.state)
  if (facts.quiet > (wasPublished ? QUIET_PUBLISHED : QUIET_OPEN))
    return { state: 'expired', why: 'nobody saw it for days' }
  if (wasPublished && facts.isLookSince && isWell(facts.look))
    return { state: 'restored', why: 'the collector saw the page well' }
  const hasFloor = wasPublished || facts.isWithdrawn || reachesFloor(facts)
  if (hasFloor && facts.approvals >= APPROVALS)
    return { state: 'defaced', why: `${facts.approvals} moderators agree` }
  // What a moderator said yes to, or the collector sees itself, no reader's word takes back: people are asked.
  if (wasPublished && facts.approvals === 0 && !isAltered(facts.look) && isDenied(facts))
    return { state: 'held', why: WITHDRAWN }
  if (wasPublished) return { state: facts.state, why: 'still so' }
  // Where the collector sees the page well, one slip must not be enough; a second moderator decides above.
  if (hasFloor && facts.approvals > 0 && !isWell(facts.look))
    return { state: 'suspect', why: 'a moderator agrees' }
  if (facts.isWithdrawn && !isAltered(facts.look)) return { state: 'held', why: WITHDRAWN }
  const { state, why } = judgeReports(facts)
  return { state, why: facts.approvals > 0 && !hasFloor ? `${why}; ${EARLY}` : why }
}

const WITHDRAWN = 'it was published, and readers who were right before see nothing wrong'
/** What moderators read of a case that they said yes to before anybody else could know. */
const EARLY =
  'the yes of a moderator is kept, and counts once three independent readers or the collector itself see it'

/** Without this much nothing is published, whoever says so: a moderator sees one page, once, and may be mistaken. */
const reachesFloor = ({ reporters, networks, look }: CaseFacts): boolean =>
  (reporters > 0 && isAltered(look)) || (reporters >= FEWEST && networks >= FEWEST_NETWORKS)

function judgeReports(facts: CaseFacts): Judgement {
  const { reporters, networks, newcomers, weightFor, weightAgainst, look, isHostDown } = facts
  if (reporters === 0) return { state: 'open', why: 'nobody says it is defaced' }
  if (look === null) return { state: 'open', why: 'not looked at yet' }
  if (isAltered(look)) return { state: 'suspect', why: 'the collector saw it altered' }
  if (isHostDown) return { state: 'held', why: 'its host is down' }
  if (look === 'unavailable' || look === 'failed') return { state: 'held', why: 'it does not answer' }
  if (isCampaign(facts))
    return { state: 'held', why: `it looks like a campaign: ${facts.burst} newcomers within an hour` }
  if (facts.state === 'held' && !isWell(look))
    return { state: 'held', why: 'it was held, and the collector cannot see for itself' }
  if (look === 'undetermined') return judgeUnseen(facts)
  const isNew = newcomers === reporters
  const needed = isNew ? Math.max(FEWEST_NEWCOMERS, Math.ceil(facts.usual * TIMES_USUAL)) : FEWEST
  const neededNetworks = isNew ? FEWEST_NEWCOMER_NETWORKS : FEWEST_NETWORKS
  if (reporters < needed || networks < neededNetworks || weightFor < needed)
    return { state: 'open', why: 'too few independent reports' }
  if (isWell(look)) return { state: 'held', why: 'the collector sees nothing wrong' }
  if (weightAgainst > weightFor * DISPUTED) return { state: 'held', why: 'reports contradict each other' }
  return { state: 'suspect', why: `${reporters} independent reports` }
}

/** A page that shows the collector nothing: only those who were right before are believed, everybody else is held. */
function judgeUnseen({ reporters, newcomers, networks, weightFor, weightAgainst }: CaseFacts): Judgement {
  if (reporters < FEWEST) return { state: 'open', why: 'too few independent reports' }
  const isBelieved = reporters - newcomers >= FEWEST && networks >= FEWEST_NETWORKS
  return isBelieved && weightAgainst <= weightFor * DISPUTED
    ? { state: 'suspect', why: `${reporters - newcomers} reports by readers who were right before` }
    : { state: 'held', why: 'the collector cannot see for itself' }
}

const isAltered = (look: CaseFacts['look']): boolean => look === 'suspect' || look === 'defaced'
const isWell = (look: CaseFacts['look']): boolean =>
  look === 'intact' || look === 'unfamiliar' || look === 'changed'
