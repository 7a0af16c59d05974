import * as v from 'valibot'

/** A domain as the browser writes it: whatever else would make a pattern that takes all others down with it. */
export const domainSchema = v.pipe(
  v.string(),
  v.maxLength(253),
  v.regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/),
)

/** The name of what can be chosen, from wherever it comes: a domain, or a pack of them. */
export const choiceNameSchema = v.union([domainSchema, v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/))])
