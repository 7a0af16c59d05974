import type { Freshness } from '../engine/feed/head.ts'
import type { PageRecord } from '../engine/page/page-record.ts'
import type { Portrait } from '../engine/page/portrait.ts'
import type { Refusal } from '../engine/report/refusal.ts'
import type { Report } from '../engine/report/report.ts'
import type { SiteKnowledge } from '../engine/signature/knowledge.ts'
import type { SiteSignature } from '../engine/signature/signature.ts'
import type { Imported } from '../engine/signature/transfer/merge.ts'
import type { Sensitivity } from '../engine/verdict/sensitivity.ts'
import type { Reason, Verdict, VerdictKind } from '../engine/verdict/verdict.ts'
import type { TextKey } from './texts.ts'

/** One look at a page, as its content script sends it. */
export interface Look {
  /** Random, one for each document and each navigation within it; a page cannot know it. */
  visit: string
  /** 1 for the first look of the visit. A look that is sent again keeps its number. */
  number: number
  /** Whether the page had loaded and come to rest. */
  settled: boolean
  record: PageRecord
}

/** What the banner in the page says, already in the reader's language. */
export interface BannerText {
  direction: 'ltr' | 'rtl'
  label: string
  headline: string
  reasons: string[]
  dismiss: string
  report: string
}

export interface LookAnswer {
  /** Whether another look is wanted once the page has settled. */
  again: boolean
  banner: BannerText | null
}

/** How a host stands with the extension. */
export type Watching = 'watched' | 'not-granted' | 'not-watched' | 'not-a-website'

/** What is shown of a verdict. */
export interface VerdictView {
  host: string
  url: string
  at: number
  /** What the reader is told: the judge's kind, or `suspect` while `defaced` is not confirmed. */
  shown: VerdictKind
  verdict: Verdict
  incident: string | null
}

export interface KnownSite {
  firstSeen: SiteSignature['firstSeen']
  lastSeen: SiteSignature['lastSeen']
  visits: SiteSignature['visits']
}

/** What the reader can set. */
export interface Settings {
  sensitivity: Sensitivity
  /** Tell of an altered page, and of its restoration, by a notification of the system. */
  notifiesDefaced: boolean
  /** The same of what is only unusual. */
  notifiesSuspect: boolean
  /** Whether settings and chosen sites go along with the browser's own synchronisation. */
  follows: boolean
  /** Whether a page that looks altered is looked at once more without the reader's cookies. */
  looksOutside: boolean
}

/** What an organisation has set by the browser's policies, and the reader cannot change. */
export interface ManagedStatus {
  /** Names of settings. */
  settings: string[]
  /** Domains and packs that are watched in any case. */
  domains: string[]
  packs: string[]
  /** Whether the reader may choose nothing else either. */
  isWatchLocked: boolean
}

/** Some of the settings; what is undefined stays as it is. */
export type SettingsChange = { [Name in keyof Settings]?: Settings[Name] | undefined }

/** One visit as the timeline shows it. */
export interface PastVisit {
  at: number
  url: string
  shown: VerdictKind
}

/** What a host's pages and incidents were, the latest first. */
export interface HostHistory {
  visits: PastVisit[]
  incidents: Pick<IncidentView, 'id' | 'url' | 'firstSeen' | 'lastSeen' | 'restoredAt' | 'isForgotten'>[]
}

/** What is kept, and of which day the lists are. */
export interface DataStatus {
  lists: { name: string; version: string }[]
  sites: number
  visits: number
  incidents: number
  decisions: number
  properties: number
  /** Bytes in use; null where the browser does not tell. */
  bytes: number | null
}

/** All that is sent when the reader shares what was learned of a site, and how much that is. */
export interface SharePreview {
  /** Who gets it. */
  to: string
  /** Whether the host is one that others can visit, too. */
  isPublic: boolean
  /** Kinds of pages that are known well; with none there is nothing to share. */
  kinds: number
  features: number
  /** A core signature in base64, exactly as it is sent. */
  core: string
}

/** What is published for everyone, as it is here. */
export interface FeedStatus {
  /** Where it is fetched from. */
  host: string
  /** Null before anything was taken in. */
  generation: {
    sequence: number
    /** Milliseconds since the epoch: published, to be renewed by, last known to be the newest. */
    issued: number
    expires: number
    checkedAt: number
    source: 'seed' | 'network'
    freshness: Freshness
  } | null
}

/** One list of wordings, as much as a reader can judge it by. */
export interface WordingList {
  name: string
  /** BCP 47, or `mul` for several languages. */
  language: string
  /** The day it is of. */
  version: string
  /** Phrases, every alternative counted. */
  phrases: number
  /** Where its phrases are documented, each once. */
  sources: string[]
}

/** How a page looks to somebody who is not the reader. */
export interface OutsideView {
  says: 'altered' | 'well' | 'nothing'
}

/** What became of an imported file. */
export interface RestoreResult {
  sites: ImportResult
  choices: number
  incidents: number
  decisions: number
  properties: number
  /** What an organisation has decided on otherwise, and therefore stays as it is. */
  leftOut: { settings: number; choices: number }
}

export interface TabStatus {
  watching: Watching
  host: string
  /** The domain that is watched, or could be. */
  domain: string
  name: string
  view: VerdictView | null
  known: KnownSite | null
  /** When the incident of the page was first seen; null where there is none that goes on. */
  alteredSince: number | null
  /** What the reader decided about this very evidence; null for nothing. */
  decision: 'shown' | 'mistake' | 'dismissed' | null
}

export interface IncidentView {
  id: string
  host: string
  name: string
  url: string
  /** Where the reader was, with its query where the browser's session still knows it; kept nowhere else. */
  address: string
  firstSeen: number
  lastSeen: number
  restoredAt: number | null
  /** Whether it ended because nobody saw it any more, and not because its page was seen well. */
  isForgotten: boolean
  verdict: Verdict
  /** What the page looked like; null for incidents of earlier releases. */
  found: Portrait | null
  /** What it looked like when it was last well; null where it never was seen so. */
  usual: Portrait | null
  /** What had been learned of the host. */
  known: KnownSite | null
  /** Whether the page was kept as it was received, so that evidence can be made of it. */
  hasEvidence: boolean
}

/** What a report is about: the page that a tab shows, or one that is in no tab any more. */
export type ReportSubject = { tab: number } | { incident: string }

/** One check of a page that the reader answers for. */
export interface PropertyCheck {
  at: number
  shown: VerdictKind
  /** How much of what is known of the site is on the page, 0 to 1; null where that cannot be told. */
  match: number | null
  /** Why the page could not be judged at all; null where it was. */
  why: 'no-answer' | 'no-page' | 'too-large' | 'elsewhere' | 'not-allowed' | 'not-judged' | null
}

export interface PropertyIncident {
  id: string
  firstSeen: number
  lastSeen: number
  restoredAt: number | null
  /** Whether the page was kept as it was received. */
  hasEvidence: boolean
}

/** A page that the reader answers for, and how it stands. */
export interface PropertyView {
  url: string
  /** The host that answered; before the first check, the one that is asked. */
  host: string
  /** The watched domain it belongs to. */
  domain: string
  /** Minutes from one check to the next. */
  every: number
  nextAt: number
  /** Whether the browser lets Masthead read it, and it is watched. */
  isAllowed: boolean
  state: VerdictKind | 'waiting'
  /** Whether something alarming was seen that a second look has to confirm. */
  isConfirming: boolean
  /** Oldest first. */
  checks: PropertyCheck[]
  /** Of the latest check; null where it could not be judged. */
  verdict: Verdict | null
  found: Portrait | null
  usual: Portrait | null
  /** The design on the page, by its id, where it waits to be approved. */
  approvable: number | null
  /** Latest first. */
  incidents: PropertyIncident[]
  /** Whom the site wants to be told, and when it said so; null before it was asked. */
  contacts: string[]
  contactsAt: number | null
}

/** A letter to whoever answers for a page; nothing is sent. */
export interface Letter {
  language: string
  /** Those that there are texts for. */
  languages: string[]
  subject: string
  body: string
  /** Contacts, and the address that opens the letter at each. */
  to: { contact: string; opens: string }[]
}

/** A signed bundle as a file, in base64. */
export interface SavedEvidence {
  name: string
  file: string
  /** The public half of the key that signed it, in hexadecimal digits. */
  key: string
}

/** A report of the reader's, and what became of it. */
export interface ReportView {
  id: string
  at: number
  url: string
  kind: Report['kind']
  isSent: boolean
  outcome: 'waiting' | 'confirmed' | 'not-confirmed' | 'restored'
  /** Others who said the same. */
  others: number
  /** Why it was not taken, or null. */
  refusal: Refusal | 'unknown' | null
}

export interface WatchedDomain {
  domain: string
  name: string
  /** Whether the reader wants it watched. */
  isOn: boolean
  /** Whether the browser lets the extension read it. */
  isGranted: boolean
  /** Whether an organisation has decided on it. */
  isFixed: boolean
}

export interface PackStatus {
  pack: string
  title: string
  country: string
  /** Regions that it is of, where it is of several countries. */
  parts: string[]
  /** Of its sites, the most common first. */
  languages: string[]
  version: string
  domains: WatchedDomain[]
}

export interface WatchStatus {
  packs: PackStatus[]
  /** Domains the reader added. */
  own: WatchedDomain[]
}

/** A host of which something is known. */
export interface LearnedHost {
  host: string
  /** Milliseconds since the epoch; null where what is stored of it is damaged. */
  lastSeen: number | null
}

/** Hosts of which something is known. */
export interface KnownSites {
  /** How many there are, and how many of them were asked for. */
  all: number
  found: number
  /** The latest of these, as many as are listed at once. */
  sites: LearnedHost[]
}

/** The text of a file with sites. They are listed by their hosts. */
export interface SavedSites {
  file: string
  /** The host after which those come that this file had no room for; null where it holds the last. */
  next: string | null
}

/** Hosts of an imported file by what became of them. Left out is what there is no room for, or is of another version. */
export type ImportResult = Record<Imported | 'noRoom' | 'otherVersion', string[]>

/**
 * Every message there is, by name. Senders, the router and the replies derive their types from this map alone.
 * What arrives is parsed by the background: these types say what is sent, not what may be trusted.
 */
export interface Messages {
  /** From a watched page's content script. */
  look(request: Look): LookAnswer
  /** From a watched page's content script: the reader wants to report the page; opens where that is written. */
  report(request: { visit: string }): null
  /** From a watched page's content script: the reader closed the banner. */
  dismiss(request: { visit: string }): null
  /** The rest comes from the extension's own pages. */
  status(request: { tab: number; url: string }): TabStatus
  incident(request: { id: string }): IncidentView | null
  /** Closes the warning's tab; an incident that is gone keeps nobody on it. */
  leave(request: null): null
  /** Opens an incident's page in the warning's tab to have it looked at again; nothing is decided by that. */
  checkAgain(request: { id: string }): null
  showAnyway(request: { id: string; isMistake: boolean }): null
  watchStatus(request: null): WatchStatus
  setPack(request: { pack: string; isOn: boolean }): null
  setDomain(request: { domain: string; isOn: boolean }): null
  /** The reader is being asked to grant a domain, which is watched as soon as that is done; null when not any more. */
  wishDomain(request: { domain: string | null }): null
  /** What is known of a host; null for nothing. */
  siteKnowledge(request: { host: string }): SiteKnowledge | null
  /** The hosts of which something is known and whose names hold the `query`. */
  knownSites(request: { query: string }): KnownSites
  /** The page in a tab is the site's own: what was seen on it is trusted from now on. */
  learnThisPage(request: { tab: number; url: string }): null
  forgetSite(request: { host: string }): null
  /** A template of a host, by its id, is trusted from now on. */
  approveChange(request: { host: string; template: number }): null
  /** Some hosts, or all from the one after `after` on, as many as a file holds. */
  exportSites(request: { hosts: string[] | null; after: string | null }): SavedSites
  /** Takes in such a file; what is trusted more here stays, unless `replace` says otherwise. */
  importSites(request: { file: string; replace: boolean }): ImportResult
  /** What an organisation has set for this browser. */
  managed(request: null): ManagedStatus
  settings(request: null): Settings
  /** Changes what is named and leaves the rest; gives how it is then. */
  changeSettings(request: SettingsChange): Settings
  /** The timeline of a host. */
  history(request: { host: string }): HostHistory
  /** All incidents, the latest first. */
  incidents(request: null): IncidentView[]
  /** No more banners about what speaks against the page in a tab; another sign brings them back. */
  snooze(request: { tab: number; url: string }): null
  /** The reader's decision about the page in a tab no longer holds. */
  unsnooze(request: { tab: number; url: string }): null
  dataStatus(request: null): DataStatus
  feedStatus(request: null): FeedStatus
  /** Fetches what is published now; whether that could be done. */
  checkFeed(request: null): boolean
  wordingLists(request: null): WordingList[]
  /** Everything that is kept, but for the sites that the file has no room for. */
  exportAll(request: null): SavedSites
  /**
   * Takes in such a file, or one of sites alone: all of it, or nothing and one sentence why. What is not the reader's to
   * change is left out, and counted.
   */
  importAll(request: { file: string; replace: boolean }): RestoreResult
  /** Everything is as it was after installation. */
  resetAll(request: null): null
  /** What a report of the page in a tab would hold; nothing is sent. */
  previewReport(request: { subject: ReportSubject; kind: Report['kind'] }): Report
  /** Sends a report as the reader left it, now or as soon as that can be done. */
  submitReport(request: { report: Report }): null
  ownReports(request: null): ReportView[]
  /** What sharing a site would send; nothing is sent. */
  previewShare(request: { host: string }): SharePreview
  /** Sends it as it was shown. */
  shareSite(request: { core: string }): null
  /** Asks a watched site for a page without the reader's cookies, and judges that. */
  lookOutside(request: { url: string }): OutsideView
  /** The pages that the reader answers for, what is altered first. */
  properties(request: null): PropertyView[]
  /** Takes a page among them; `domain` is watched from then on. */
  addProperty(request: { url: string; domain: string }): null
  removeProperty(request: { url: string }): null
  setPropertyInterval(request: { url: string; every: number }): null
  /** Looks at a page at once, without waiting for its time. */
  checkProperty(request: { url: string }): null
  /** What to write about an incident; in a language that is read there, where none is chosen. */
  propertyLetter(request: { url: string; incident: string; language: string | null }): Letter
  /** Evidence of a page as it is now. */
  propertyEvidence(request: { url: string }): SavedEvidence
  /** Evidence of an incident, where its page was kept. */
  incidentEvidence(request: { incident: string }): SavedEvidence
  /** The public half of the key that evidence is signed with. */
  evidenceKey(request: null): string
}

export type MessageName = keyof Messages
export type Request<N extends MessageName> = Parameters<Messages[N]>[0]
export type Reply<N extends MessageName> = ReturnType<Messages[N]>

/** The names as data; the compiler holds the two to each other. */
export const MESSAGE_NAMES = {
  look: true,
  report: true,
  dismiss: true,
  status: true,
  incident: true,
  leave: true,
  checkAgain: true,
  showAnyway: true,
  watchStatus: true,
  setPack: true,
  setDomain: true,
  wishDomain: true,
  siteKnowledge: true,
  knownSites: true,
  learnThisPage: true,
  forgetSite: true,
  approveChange: true,
  exportSites: true,
  importSites: true,
  managed: true,
  settings: true,
  changeSettings: true,
  history: true,
  incidents: true,
  snooze: true,
  unsnooze: true,
  dataStatus: true,
  feedStatus: true,
  checkFeed: true,
  wordingLists: true,
  exportAll: true,
  importAll: true,
  resetAll: true,
  previewReport: true,
  submitReport: true,
  ownReports: true,
  previewShare: true,
  shareSite: true,
  lookOutside: true,
  properties: true,
  addProperty: true,
  removeProperty: true,
  setPropertyInterval: true,
  checkProperty: true,
  propertyLetter: true,
  propertyEvidence: true,
  incidentEvidence: true,
  evidenceKey: true,
} as const satisfies Record<MessageName, true>

export interface Message<N extends MessageName> {
  name: N
  request: Request<N>
}

/** Every message is answered, also when its handler fails. */
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure }

/** The text that says what failed: its key, never a sentence, for those are in one language. */
export interface Failure {
  key: FailureKey
  params: string[]
}
export type FailureKey = Extract<TextKey, `failure_${string}`>

/** A sentence for the reader that the engine gave, for callers that only show it. */
export type { Reason }
