import type { Generated } from 'kysely'

/** Everything is kept in a schema of its own: the database may be somebody else's, too. */
export const SCHEMA = 'masthead_watch'

/** Records are JSON as text: it takes every string that a page may hold. */
export interface WatchSchema {
  properties: PropertyTable
  portraits: RecordTable<'name'>
  incidents: RecordTable<'id'>
  contacts: RecordTable<'host'>
  sites: SiteTable
  statements: StatementTable
  key_checks: RecordTable<'host'>
  alerts: AlertTable
  workers: WorkerTable
  hosts: HostTable
  senders: SenderTable
  schedule: ScheduleTable
}

export interface PropertyTable {
  name: string
  /** JSON; null before the first look. */
  record: string | null
  /** Looks that were kept. Whoever keeps one says which it is, so that none is kept twice. */
  looks: Generated<number>
  /** When the last of them was kept, by the database's clock. */
  looked_on: Date | null
  /** The look that a round waits for. */
  wanted: Generated<number>
  /** The hosts beside its own that the last look was led to. */
  led_to: Generated<string[]>
}

type RecordTable<Key extends string> = Record<Key | 'record', string>

export interface SiteTable {
  host: string
  /** Counts up with every change. */
  version: number
  signature: Uint8Array
}

export interface StatementTable {
  host: string
  file: Uint8Array
}

export interface AlertTable {
  /** In the order of arrival. */
  number: Generated<number>
  target: string
  /** JSON */
  record: string
}

/** Who is at work; what a worker holds is free again when its row is gone. */
export interface WorkerTable {
  id: string
  seen_on: Date
}

/** Who looks at a host, and when the next look may begin. */
export interface HostTable {
  host: string
  worker: string | null
  /** The check of one of its pages, or the visit of a check that was led there. */
  job: string | null
  free_on: Generated<Date>
  /** When somebody last said that they wait for it, who then comes before new checks. */
  awaited_on: Generated<Date>
}

/** Who sends the alerts of a target. */
export interface SenderTable {
  target: string
  worker: string
}

/** One row. */
export interface ScheduleTable {
  single: boolean
  /** When somebody last looked what is due, and when the last round began. */
  scheduled_on: Date
  round_on: Date
}
