import * as v from 'valibot'

const time = v.number()

/** What is remembered of a property between two looks. Times are milliseconds since the epoch. */
export const propertyRecordSchema = v.object({
  url: v.string(),
  lookedAt: time,
  /** Id of the incident that goes on, or null. */
  incident: v.nullable(v.string()),
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
})
export type Incident = v.InferOutput<typeof incidentSchema>

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
