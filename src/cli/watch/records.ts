import * as v from 'valibot'
import { WRITING_SYSTEMS } from '../../engine/page/observation.ts'

const time = v.number()

/** What is remembered of a property between two looks. Times are milliseconds since the epoch. */
export const propertyRecordSchema = v.object({
  url: v.string(),
  lookedAt: time,
  /** Id of the incident that goes on, or null. */
  incident: v.nullable(v.string()),
  /** What the last look found; records of the first release do not say. */
  state: v.optional(v.picklist(['well', 'altered', 'unchecked'])),
  /** Whether the name service named another key than the owner's statement is signed by. */
  isKeyDisputed: v.optional(v.boolean()),
})
export type PropertyRecord = v.InferOutput<typeof propertyRecordSchema>

export const incidentSchema = v.object({
  id: v.string(),
  property: v.string(),
  url: v.string(),
  kind: v.picklist(['suspect', 'defaced']),
  openedAt: time,
  /** When the page was last seen altered. */
  lastSeenAt: time,
  /** 0 while it goes on. */
  restoredAt: time,
  points: v.number(),
  /** Sentences, the most telling first. */
  reasons: v.array(v.string()),
  /** Path of the bundle that was kept of it; empty where none was. */
  evidence: v.optional(v.string(), ''),
  /** Whom the site wants to be told, by its security.txt from before the incident, the preferred one first. */
  contacts: v.optional(v.array(v.string()), []),
})
export type Incident = v.InferOutput<typeof incidentSchema>

/** What a page looks like on better days. */
export const portraitSchema = v.object({
  at: time,
  url: v.string(),
  title: v.string(),
  menu: v.array(v.string()),
  says: v.array(v.string()),
  links: v.number(),
  ownLinks: v.number(),
  images: v.number(),
  text: v.number(),
  language: v.string(),
  script: v.nullable(v.picklist(WRITING_SYSTEMS)),
  isDark: v.boolean(),
})

/** Whom a host wants to be told, and when that was asked. */
export const contactsSchema = v.object({ at: time, contacts: v.array(v.string()) })
export type HostContacts = v.InferOutput<typeof contactsSchema>

/** What the name service said of the key of a host's owner. */
export const keyCheckSchema = v.object({
  /** When it was asked last. */
  at: time,
  /** The key that it was asked about, and whose. */
  key: v.string(),
  domain: v.string(),
  /** The keys that it named in its last answer; none where there is no record. */
  named: v.array(v.string()),
  /** Whether there was an answer the last time. */
  isAnswered: v.boolean(),
})
export type KeyCheck = v.InferOutput<typeof keyCheckSchema>

/** What a target is told. */
export const alertSchema = v.object({
  /** The same however often it is sent: who keeps it tells a repetition from news. */
  id: v.string(),
  event: v.picklist(['opened', 'restored']),
  at: time,
  incident: incidentSchema,
})
export type Alert = v.InferOutput<typeof alertSchema>

/** An alert that waits for its target. */
export const waitingSchema = v.object({
  alert: alertSchema,
  attempts: v.number(),
  /** Before then it is not tried again. */
  nextAt: time,
})
export type Waiting = v.InferOutput<typeof waitingSchema>
