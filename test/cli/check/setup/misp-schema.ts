import * as v from 'valibot'

/** What the core format's draft asks of an event and its attributes. */
const uuidSchema = v.pipe(v.string(), v.uuid())
const digits = v.pipe(v.string(), v.regex(/^\d+$/))
const level = v.picklist(['0', '1', '2', '3', '4', '5'])
export const eventSchema = v.strictObject({
  Event: v.strictObject({
    uuid: uuidSchema,
    info: v.pipe(v.string(), v.minLength(1)),
    date: v.pipe(v.string(), v.isoDate()),
    timestamp: digits,
    published: v.boolean(),
    threat_level_id: v.picklist(['1', '2', '3', '4']),
    analysis: v.picklist(['0', '1', '2']),
    distribution: level,
    Attribute: v.array(
      v.strictObject({
        uuid: uuidSchema,
        category: v.picklist(['External analysis', 'Internal reference']),
        type: v.picklist(['url', 'hostname', 'filename', 'text']),
        value: v.pipe(v.string(), v.minLength(1)),
        comment: v.string(),
        to_ids: v.boolean(),
        timestamp: digits,
        distribution: level,
      }),
    ),
    Tag: v.array(v.strictObject({ name: v.string() })),
  }),
})
