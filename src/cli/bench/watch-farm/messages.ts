import * as v from 'valibot'

/** What a farm is asked: to begin a round in which some sites are altered, or, with nothing, how it stands. */
export const askSchema = v.object({ begin: v.optional(v.array(v.number())) })
export type Ask = v.InferOutput<typeof askSchema>

export const answerSchema = v.object({
  port: v.number(),
  seen: v.object({
    requests: v.array(v.number()),
    count: v.number(),
    span: v.number(),
    shortestPause: v.nullable(v.number()),
    overlaps: v.number(),
  }),
  alerts: v.array(v.object({ id: v.string(), what: v.string() })),
  /** Milliseconds of a core. */
  cpu: v.number(),
})
export type Answer = v.InferOutput<typeof answerSchema>
