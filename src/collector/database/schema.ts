import type { Generated } from 'kysely'

/** Times are milliseconds since the epoch. JSON is kept as text, so that both kinds of database give the same. */
export interface CollectorSchema {
  reports: ReportTable
  cases: CaseTable
  looks: LookTable
  decisions: DecisionTable
  audit: AuditTable
  moderators: ModeratorTable
  claims: ClaimTable
  owners: OwnerTable
  signature_votes: SignatureVoteTable
  signatures: SignatureTable
  campaigns: CampaignTable
  suspended: SuspendedTable
  liftings: LiftingTable
  feed: FeedTable
  feed_content: FeedContentTable
  settings: SettingTable
  issued: IssuedTable
}

export interface ReportTable {
  id: string
  /** In the order of arrival. */
  number: Generated<number>
  received_at: number
  kind: string
  host: string
  url: string
  verdict: string
  points: number
  fingerprint: string
  /** JSON */
  signs: string
  /** JSON */
  sketch: string
  note: string
  screenshot: string
  /** SHA-256 of what was sent, hexadecimal: tells a repetition from a forgery. */
  digest: string
  /** SHA-256 of the spent token, hexadecimal. */
  token: string
  /** Class of the token, 0 for a newcomer. */
  standing: number
  /** Keyed hash of the sender's neighbourhood, and of the wider network it is in. */
  nearby: string
  network: string
  /** Null until it was counted. */
  case_id: number | null
  /** Whether its outcome was exchanged for a better token. */
  redeemed: Generated<boolean>
  /** SHA-256 of what it was exchanged with, hexadecimal; empty before. */
  exchanged: Generated<string>
}

export const CASE_STATES = ['open', 'held', 'suspect', 'defaced', 'rejected', 'restored', 'expired'] as const
export type CaseState = (typeof CASE_STATES)[number]

export interface CaseTable {
  id: Generated<number>
  host: string
  path: string
  state: string
  /** Why it stands there, in a few words for moderators. */
  why: Generated<string>
  opened_at: number
  /** When somebody last said that it looks defaced. */
  last_report_at: number
  reporters: Generated<number>
  networks: Generated<number>
  weight_for: Generated<number>
  weight_against: Generated<number>
  newcomers: Generated<number>
  look_at: Generated<number>
  /** Verdict of the collector's own look, or empty. */
  look: Generated<string>
  published_at: Generated<number>
  restored_at: Generated<number>
  /** When it was rejected, restored or expired; 0 while it goes on. */
  ended_at: Generated<number>
  /** JSON, of the latest report that has one. */
  sketch: Generated<string>
  campaign: Generated<string>
  /** What its server has in common with others: a network prefix, or empty. */
  hosting: Generated<string>
  /** Neighbourhoods that saw nothing wrong since it was published, those of them that were right before, and so on. */
  denials: Generated<number>
  proven_denials: Generated<number>
  denial_networks: Generated<number>
  weight_denials: Generated<number>
  /** Newcomers of the hour that ends with the newest of them, and their networks. */
  burst: Generated<number>
  burst_networks: Generated<number>
  /** Reporters a day of this host whose cases came to nothing, before this case. */
  usual: Generated<number>
  /** Whether it is published and readers speak against it, or it looks like a campaign. */
  contested: Generated<boolean>
  /** When readers' word took it out of the feed, for moderators to decide; 0 for not. */
  withdrawn_at: Generated<number>
}

export interface LookTable {
  id: Generated<number>
  case_id: number
  at: number
  verdict: string
  points: number
  /** JSON: reasons, title and the first texts. */
  found: string
}

export interface DecisionTable {
  id: Generated<number>
  case_id: number
  moderator: string
  decision: string
  reason: string
  at: number
}

export interface AuditTable {
  id: Generated<number>
  at: number
  who: string
  what: string
  why: string
}

export interface ModeratorTable {
  name: string
  /** SHA-256 of the key, hexadecimal. */
  key_hash: string
}

/** Who says that a domain is theirs, and has not proven it yet. */
export interface ClaimTable {
  domain: string
  /** SHA-256 of the key that acts for the domain once it is proven. */
  key_hash: string
  challenge: string
  /** Keyed hash of the neighbourhood that claimed it. */
  nearby: string
  asked_at: number
}

export interface OwnerTable {
  domain: string
  challenge: string
  /** SHA-256 of the key the owner may act with. */
  key_hash: string
  asked_at: number
  proven_at: Generated<number>
  method: Generated<string>
  answer: Generated<string>
  answered_at: Generated<number>
}

export interface SignatureVoteTable {
  host: string
  core: string
  nearby: string
  network: string
  token: string
  day: number
}

export interface SignatureTable {
  host: string
  source: string
  core: string
  at: number
  /** The domain whose owner signed it; empty for what readers learned. */
  domain: Generated<string>
}

export interface CampaignTable {
  name: string
  sketch: string
  first_at: number
  last_at: number
  sites: number
}

export interface SuspendedTable {
  rule: string
  reason: string
  since: number
  moderator: string
}

/** Moderators who say that a suspended rule may count again. */
export interface LiftingTable {
  rule: string
  moderator: string
}

export interface FeedTable {
  sequence: number
  issued: number
  /** JSON: the name, size and hash of every file. */
  head: string
  /** The head and its signatures as they are published; empty where an earlier version of the program wrote them. */
  signed: Generated<string>
  signatures: Generated<string>
}

/** What the last head names, by hash. */
export interface FeedContentTable {
  sha256: string
  bytes: Uint8Array
}

export interface SettingTable {
  name: string
  value: string
}

/** Tokens given out to a neighbourhood on a day. */
export interface IssuedTable {
  nearby: string
  day: number
  count: number
}
