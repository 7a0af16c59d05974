import type { Portrait } from '../../engine/page/portrait.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import type { HostContacts, Incident, KeyCheck, PropertyRecord, Waiting } from './records.ts'

/** What is known of a host, and how often it was written: who learns says what from. */
export interface KnownSite {
  site: SiteSignature
  version: number
}

/** What one look taught of a host. */
export interface Learned {
  site: SiteSignature
  /** Version of what was known at the look; 0 where that was nothing. */
  version: number
  /** The lesson for one who knows otherwise by now, because another look was faster; null where there is none. */
  anew(known: SiteSignature | null): SiteSignature | null
}

/** Everything that follows from one look; kept as a whole or not at all. */
export interface Change {
  property: { name: string; record: PropertyRecord }
  site: Learned | null
  /** The file of an owner's statement that is newer than what is kept. */
  statement: { host: string; file: Uint8Array } | null
  /** What the name service said of the owner's key, where it was asked. */
  keyCheck: { host: string; record: KeyCheck } | null
  incident: Incident | null
  /** What the page looks like, where it was well. */
  portrait: Portrait | null
  contacts: { host: string; record: HostContacts } | null
  waiting: readonly { target: string; waiting: Waiting }[]
}

/** What the watch remembers between two looks. What is damaged or of another version is as good as not there. */
export interface Store {
  property(name: string): Promise<PropertyRecord | null>
  incident(id: string): Promise<Incident | null>
  site(host: string): Promise<KnownSite | null>
  /** The file of the latest statement of a host that was believed. */
  statement(host: string): Promise<Uint8Array | null>
  keyCheck(host: string): Promise<KeyCheck | null>
  /** What a property looked like when it was last well. */
  portrait(name: string): Promise<Portrait | null>
  contacts(host: string): Promise<HostContacts | null>
  /** Whether the change was kept; it is not where somebody else has kept the same look already. */
  keep(change: Change): Promise<boolean>
}

/** The alerts that wait for their targets. */
export interface Queue {
  /** Whether those of a target are the caller's alone to send, until they are released. */
  claim(target: string): Promise<boolean>
  release(target: string): Promise<void>
  /** What waits for a target, oldest first. */
  queue(target: string): Promise<{ key: string; waiting: Waiting }[]>
  postpone(key: string, waiting: Waiting): Promise<void>
  remove(keys: readonly string[]): Promise<void>
}
