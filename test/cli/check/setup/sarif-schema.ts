import * as v from 'valibot'

/** What SARIF 2.1.0 (OASIS, section 3) asks of the objects that we make; it knows no other members of them. */
const text = v.pipe(v.string(), v.minLength(1))
const message = v.strictObject({ text })
const level = v.picklist(['none', 'note', 'warning', 'error'])
/** RFC 3986: a reference has no blanks, quotation marks or brackets in it, and no letters but those of ASCII. */
const uri = v.pipe(v.string(), v.regex(/^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i))
const location = v.strictObject({
  physicalLocation: v.strictObject({ artifactLocation: v.strictObject({ uri }) }),
})
const ruleSchema = v.strictObject({ id: text, shortDescription: message })
const resultSchema = v.strictObject({
  ruleId: text,
  level,
  message,
  locations: v.array(location),
  partialFingerprints: v.record(v.string(), v.string()),
  properties: v.record(v.string(), v.unknown()),
})

const runSchema = v.pipe(
  v.strictObject({
    tool: v.strictObject({
      driver: v.strictObject({ name: text, version: text, rules: v.array(ruleSchema) }),
    }),
    results: v.array(resultSchema),
    invocations: v.array(
      v.strictObject({
        executionSuccessful: v.boolean(),
        toolExecutionNotifications: v.array(v.strictObject({ level, message, locations: v.array(location) })),
      }),
    ),
  }),
  v.check(
    ({ tool, results }) => results.every(({ ruleId }) => tool.driver.rules.some(({ id }) => id === ruleId)),
    'a result is by a rule that is not among the rules',
  ),
)

export const logSchema = v.strictObject({
  version: v.literal('2.1.0'),
  $schema: v.pipe(v.string(), v.url()),
  runs: v.array(runSchema),
})
