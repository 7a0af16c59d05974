import type { DBSchema } from 'idb'
import type { SecurityTxt } from '../../../engine/contact/security-txt.ts'
import type { Headers } from '../../../engine/evidence/page-evidence.ts'
import type { FeedState } from '../../../engine/feed/head.ts'
import type { Sketch } from '../../../engine/incident/sketch.ts'
import type { Pin } from '../../../engine/owner/pin.ts'
import type { Observation } from '../../../engine/page/observation.ts'
import type { Portrait } from '../../../engine/page/portrait.ts'
import type { Refusal } from '../../../engine/report/refusal.ts'
import type { Report } from '../../../engine/report/report.ts'
import type { Verdict, VerdictKind } from '../../../engine/verdict/verdict.ts'

/** What is known of a site, packed by `encodeSite`. */
export interface SiteRecord {
  host: string
  lastSeen: number
  bytes: Uint8Array<ArrayBuffer>
  /** The visit that was learned from last, with what was known before it; null for nothing. */
  taught?: { visit: string; before: Omit<SiteRecord, 'taught'> | null }
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
  /** Greater than that of every visit that was seen in the tab before, also where the clock was set back since. */
  order: number
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
  /** Tells the page from others at the same address with another query; see `pageHash`. */
  page?: number
  /** Whether the site says that there is no such page any more. */
  isGone?: boolean
  /** Whether it was ever seen without the reader's cookies and without its scripts. */
  isOutside?: boolean
  /** Whether it ended because nobody saw it any more, and not because its page was seen well. */
  isForgotten?: boolean
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
  /** SHA-256 of the root it began with, in hexadecimal, where that is an organisation's; else null, or not there. */
  pin?: string | null
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
  /** The same in the collector's word; null where it has none for it. */
  refusal?: Refusal | null
  /** Of a report that was right: the better token that is being asked for, or that it was had. */
  exchange?: Blinding | 'done'
}

export type ReportOutcome = 'waiting' | 'confirmed' | 'not-confirmed' | 'restored'

/** Lets one report count; nobody can tell whose it is. Everything in hexadecimal but the key's name. */
export interface Token {
  key: string
  nonce: string
  signature: string
}

/** A token in the making, as its message is sent to be signed. Everything in hexadecimal but the key's name and form. */
export interface Blinding {
  key: string
  /** The public key as SubjectPublicKeyInfo, in base64. */
  spki: string
  nonce: string
  blinded: string
  /** Takes the blinding off the signature again. */
  inverse: string
}

/** A token that waits to be spent. */
export interface TokenRecord extends Token {
  /** When it was had, in milliseconds since the epoch. */
  at: number
  /** The one message that it may go out with any more; without it, any. */
  boundTo?: string
}

/** A host that was asked for its owner's statement, and what was pinned of it. */
export interface OwnerRecord {
  host: string
  askedAt: number
  pin: Pin | null
}

/** One check of a property; what could not be judged at all says why. */
export interface CheckRecord {
  at: number
  shown: VerdictKind
  /** How much of what is known of the site is on the page, 0 to 1; null where nothing is known, or nothing came. */
  match: number | null
  why: 'no-answer' | 'no-page' | 'too-large' | 'elsewhere' | 'not-allowed' | 'not-judged' | null
}

/** A page the reader answers for, which is looked at again and again. */
export interface PropertyRecord {
  /** As it is asked for, without fragment. */
  url: string
  host: string
  addedAt: number
  /** Minutes from one check to the next. */
  every: number
  /** When it is looked at next; pushed on before a look, so that one that kills the worker is not tried without end. */
  nextAt: number
  /** The check that goes on: one look, and a second where the first was alarming. A look done twice keeps its number. */
  round: { visit: string; number: number } | null
  /** The latest ones, oldest first. */
  checks: CheckRecord[]
  /** Of the latest look that could be judged. */
  verdict: Verdict | null
  found: Portrait | null
  /** What the page looked like when it was last as it always is. */
  usual: Portrait | null
  /** The design of the latest look, by its id, where it was learned. */
  template: number | null
  /** When the page last taught something; 0 before. */
  learnedAt: number
  /** The address that answered, without query and fragment: incidents go by that. */
  seenAt: string
  /** An incident's turn that nobody was told of yet. */
  untold: { kind: 'began' | 'restored'; incident: string } | null
  /** Whom the site wants to be told, asked while it was well; null before. */
  contacts: (SecurityTxt & { at: number }) | null
}

/** A page as it was received when an incident was confirmed: what evidence is made of. */
export interface CaptureRecord {
  incident: string
  url: string
  finalUrl: string
  at: number
  status: number
  body: Uint8Array<ArrayBuffer>
  request: Headers
  response: Headers
  observation: Observation
  verdict: Verdict
  usual: Portrait | null
}

/** The key that evidence is signed with. Its private half cannot be read out, not even by us. */
export interface KeyRecord {
  name: 'evidence'
  privateKey: CryptoKey
  /** The public half, in hexadecimal digits. */
  publicKey: string
}

/** One file of the feed, by what it holds. */
export interface FeedFileRecord {
  sha256: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Everything the extension remembers. Raise the version by adding a migration. */
export interface MastheadSchema extends DBSchema {
  sites: { key: string; value: SiteRecord; indexes: { age: number } }
  visits: {
    key: string
    value: VisitRecord
    indexes: { age: number; tab: [number, number]; host: [string, number] }
  }
  incidents: { key: string; value: IncidentRecord; indexes: { age: number; host: [string, number] } }
  decisions: { key: [string, string]; value: DecisionRecord; indexes: { age: number } }
  choices: { key: [ChoiceRecord['kind'], string]; value: ChoiceRecord }
  lists: { key: string; value: ListRecord }
  feed: { key: string; value: FeedRecord }
  reports: { key: string; value: ReportRecord; indexes: { age: number } }
  tokens: { key: string; value: TokenRecord }
  feedFiles: { key: string; value: FeedFileRecord }
  owners: { key: string; value: OwnerRecord; indexes: { age: number } }
  properties: { key: string; value: PropertyRecord }
  captures: { key: string; value: CaptureRecord; indexes: { age: number } }
  keys: { key: string; value: KeyRecord }
  portraits: { key: string; value: PortraitRecord; indexes: { age: number; host: [string, number] } }
}
