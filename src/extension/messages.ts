import type { PageRecord } from '../engine/page/page-record.ts'
import type { SiteKnowledge } from '../engine/signature/knowledge.ts'
import type { SiteSignature } from '../engine/signature/signature.ts'
import type { Imported } from '../engine/signature/transfer/merge.ts'
import type { Reason, Verdict, VerdictKind } from '../engine/verdict/verdict.ts'

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
}

export interface KnownSite {
  firstSeen: SiteSignature['firstSeen']
  lastSeen: SiteSignature['lastSeen']
  visits: SiteSignature['visits']
}

export interface TabStatus {
  watching: Watching
  host: string
  /** The domain that is watched, or could be. */
  domain: string
  name: string
  view: VerdictView | null
  known: KnownSite | null
  lists: { packs: { pack: string; version: string }[]; weights: string }
}

export interface IncidentView {
  id: string
  host: string
  name: string
  url: string
  firstSeen: number
  lastSeen: number
  restoredAt: number | null
  verdict: Verdict
}

export interface WatchedDomain {
  domain: string
  name: string
  /** Whether the reader wants it watched. */
  isOn: boolean
  /** Whether the browser lets the extension read it. */
  isGranted: boolean
}

export interface PackStatus {
  pack: string
  title: string
  country: string
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
  /** Milliseconds since the epoch. */
  lastSeen: number
}

/** Hosts of an imported file by what became of them. */
export type ImportResult = Record<Imported, string[]>

/**
 * Every message there is, by name. Senders, the router and the replies derive their types from this map alone.
 * What arrives is parsed by the background: these types say what is sent, not what may be trusted.
 */
export interface Messages {
  /** From a watched page's content script. */
  look(request: Look): LookAnswer
  /** From a watched page's content script: the reader closed the banner. */
  dismiss(request: { visit: string }): null
  /** The rest comes from the extension's own pages. */
  status(request: { tab: number; url: string }): TabStatus
  incident(request: { id: string }): IncidentView | null
  leave(request: { id: string }): null
  showAnyway(request: { id: string; isMistake: boolean }): null
  watchStatus(request: null): WatchStatus
  setPack(request: { pack: string; isOn: boolean }): null
  setDomain(request: { domain: string; isOn: boolean }): null
  /** What is known of a host; null for nothing. */
  siteKnowledge(request: { host: string }): SiteKnowledge | null
  /** The hosts of which something is known, the latest first. */
  knownSites(request: null): LearnedHost[]
  /** The page in a tab is the site's own: what was seen on it is trusted from now on. */
  learnThisPage(request: { tab: number }): null
  forgetSite(request: { host: string }): null
  /** A template of a host, by its id, is trusted from now on. */
  approveChange(request: { host: string; template: number }): null
  /** The text of a file with some hosts, or all. */
  exportSites(request: { hosts: string[] | null }): string
  /** Takes in such a file; what is trusted more here stays, unless `replace` says otherwise. */
  importSites(request: { file: string; replace: boolean }): ImportResult
}

export type MessageName = keyof Messages
export type Request<N extends MessageName> = Parameters<Messages[N]>[0]
export type Reply<N extends MessageName> = ReturnType<Messages[N]>

/** The names as data; the compiler holds the two to each other. */
export const MESSAGE_NAMES = {
  look: true,
  dismiss: true,
  status: true,
  incident: true,
  leave: true,
  showAnyway: true,
  watchStatus: true,
  setPack: true,
  setDomain: true,
  siteKnowledge: true,
  knownSites: true,
  learnThisPage: true,
  forgetSite: true,
  approveChange: true,
  exportSites: true,
  importSites: true,
} as const satisfies Record<MessageName, true>

export interface Message<N extends MessageName> {
  name: N
  request: Request<N>
}

/** Every message is answered, also when its handler fails. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: string }

/** A sentence for the reader that the engine gave, for callers that only show it. */
export type { Reason }
