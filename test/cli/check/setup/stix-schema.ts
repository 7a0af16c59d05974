import * as v from 'valibot'

/** What the specification asks of the objects that we make (STIX 2.1, parts 2 to 4 and 6 to 8). */
const time = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/))
const idOf = (type: string) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^${type}--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)),
  )
const own = <T extends string>(type: T) => ({
  type: v.literal(type),
  spec_version: v.literal('2.1'),
  id: idOf(type),
})
const domain = <T extends string>(type: T) => ({
  ...own(type),
  created_by_ref: v.optional(idOf('identity')),
  created: time,
  modified: time,
})
const external = v.strictObject({
  source_name: v.string(),
  external_id: v.optional(v.string()),
  url: v.optional(v.pipe(v.string(), v.url())),
})
const objectSchema = v.variant('type', [
  v.strictObject({ ...domain('identity'), name: v.string(), identity_class: v.literal('system') }),
  v.strictObject({
    ...domain('attack-pattern'),
    name: v.string(),
    external_references: v.array(external),
  }),
  v.strictObject({ ...own('url'), value: v.pipe(v.string(), v.url()) }),
  v.strictObject({ ...own('domain-name'), value: v.string() }),
  v.strictObject({ ...own('ipv4-addr'), value: v.pipe(v.string(), v.ipv4()) }),
  v.strictObject({ ...own('ipv6-addr'), value: v.pipe(v.string(), v.ipv6()) }),
  v.strictObject({ ...own('file'), name: v.string() }),
  v.strictObject({
    ...domain('observed-data'),
    first_observed: time,
    last_observed: time,
    number_observed: v.pipe(v.number(), v.integer(), v.minValue(1)),
    object_refs: v.pipe(v.array(v.string()), v.minLength(1)),
  }),
  v.strictObject({
    ...domain('incident'),
    name: v.string(),
    description: v.string(),
    labels: v.array(v.string()),
    confidence: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
    external_references: v.array(external),
  }),
  v.strictObject({
    ...domain('relationship'),
    relationship_type: v.literal('related-to'),
    source_ref: v.string(),
    target_ref: v.string(),
  }),
])
export const bundleSchema = v.strictObject({
  type: v.literal('bundle'),
  id: idOf('bundle'),
  objects: v.pipe(v.array(objectSchema), v.minLength(1)),
})
