import * as v from 'valibot'

/**
 * What MISP asks of an event: the fields and types of its published schema (`schema.json` in PyMISP, which requires date,
 * threat level, info, published, analysis, distribution and attributes), and of its table of types by category
 * (`describeTypes.json` there) what Masthead uses of it.
 */
const uuidSchema = v.pipe(v.string(), v.uuid())
const digits = v.pipe(v.string(), v.regex(/^\d+$/))
const level = v.picklist(['0', '1', '2', '3', '4', '5'])
const attribute = <const Category extends string, const Type extends string>(
  category: Category,
  types: readonly Type[],
) =>
  v.strictObject({
    uuid: uuidSchema,
    category: v.literal(category),
    type: v.picklist(types),
    value: v.pipe(v.string(), v.minLength(1)),
    comment: v.string(),
    to_ids: v.boolean(),
    timestamp: digits,
    distribution: level,
  })

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
      v.variant('category', [
        attribute('External analysis', ['url', 'hostname', 'ip-dst', 'filename', 'text']),
        attribute('Internal reference', ['text']),
      ]),
    ),
    Tag: v.array(v.strictObject({ name: v.string() })),
  }),
})
