import type { DBSchema } from 'idb'
import type { FeedState } from '../../../engine/feed/head.ts'
import type { Sketch } from '../../../engine/incident/sketch.ts'
import type { Pin } from '../../../engine/owner/pin.ts'
import type { Portrait } from '../../../engine/page/portrait.ts'
import type { Report } from '../../../engine/report/report.ts'
import type { Verdict, VerdictKind } from '../../../engine/verdict/verdict.ts'

/** What is known of a site, packed by `encodeSite`. */
export interface SiteRecord {
  host: string
  lastSeen: number
  bytes: Uint8Array<ArrayBuffer>
}

/** One look of a visit: all that confirming a verdict needs to remember. */
export interface LookRecord {
  number: number
  kind: VerdictKind
  settled: boolean
}

/** The last verdict on one visit to a page. */
export interface VisitRecord {
  visit: string
  tab: number
  host: string
  /** Without query and fragment. */
  url: string
  at: number
  looks: LookRecord[]
  /** What the reader was told. */
  shown: VerdictKind
  verdict: Verdict
  /** Whether the visit was already put to `learn`: a page is learned once a visit, however often it is looked at. */
  isLearned: boolean
  /** Id of the template it was learned into, where it was. */
  template?: number
  incident: string | null
  /** Of an altered page: what a report of it is grouped by. */
  sketch?: Sketch
}

/** A site's defacement as it goes on. */
export interface IncidentRecord {
  id: string
  host: string
  url: string
  firstSeen: number
  lastSeen: number
  /** 0 while it goes on, so that it can be indexed together with the host. */
  restoredAt: number
  verdict: Verdict
  /** What the page looked like; incidents of earlier releases have none. */
  found?: Portrait
}

/** What a page looked like when nothing spoke against it. */
export interface PortraitRecord extends Portrait {
  host: string
}

/** What the reader decided about one host and one set of evidence. */
export interface DecisionRecord {
  host: string
  fingerprint: string
  decision: 'shown' | 'mistake' | 'dismissed'
  at: number
}

/** What the reader chose to watch, or not to, against what ships. */
export interface ChoiceRecord {
  kind: 'pack' | 'domain'
  name: string
  isOn: boolean
}

/** A list compiled for use. */
export interface ListRecord {
  name: string
  /** Of what the list was made; another key means another list. */
  key: string
  table: ArrayBuffer
}

/** A generation of the feed; the last good one is kept beside the one in use. */
export interface FeedRecord {
  name: 'current' | 'previous'
  state: FeedState
  /** When it was last known to be the newest, and where it came from. */
  checkedAt: number
  source: 'seed' | 'network'
}

/** A report of the reader's, from the moment it was let go. */
export interface ReportRecord {
  id: string
  /** Milliseconds since the epoch. */
  at: number
  report: Report
  /** Asked for once; sent again with the report until there is a receipt. */
  token: Token | null
  /** Empty until the collector took it. */
  receipt: string
  /** What became of it, and how many others said the same. */
  outcome: ReportOutcome
  others: number
  /** Why it cannot be sent at all, or empty. */
  refused: string
}

export type ReportOutcome = 'waiting' | 'confirmed' | 'not-confirmed' | 'restored'

/** Lets one report count; nobody can tell whose it is. Everything in hexadecimal but the key's name. */
export interface Token {
  key: string
  nonce: string
  signature: string
}

/** A host that was asked for its owner's statement, and what was pinned of it. */
export interface OwnerRecord {
  host: string
  askedAt: number
  pin: Pin | null
}

/** One file of the feed, by what it holds. */
export interface FeedFileRecord {
  sha256: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Everything the extension remembers. Raise the version by adding a migration. */
export interface MastheadSchema extends DBSchema {
  sites: { key: string; value: SiteRecord; indexes: { age: number } }
  visits: { key: string; value: VisitRecord; indexes: { age: number; tab: number; host: [string, number] } }
  incidents: { key: string; value: IncidentRecord; indexes: { age: number; host: [string, number] } }
  decisions: { key: [string, string]; value: DecisionRecord; indexes: { age: number } }
  choices: { key: [ChoiceRecord['kind'], string]; value: ChoiceRecord }
  lists: { key: string; value: ListRecord }
  feed: { key: string; value: FeedRecord }
  reports: { key: string; value: ReportRecord; indexes: { age: number } }
  feedFiles: { key: string; value: FeedFileRecord }
  owners: { key: string; value: OwnerRecord; indexes: { age: number } }
  portraits: { key: string; value: PortraitRecord; indexes: { age: number; host: [string, number] } }
}
