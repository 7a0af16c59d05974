import * as v from 'valibot'

const domainSchema = v.strictObject({
  /** A registrable domain: all its hosts are watched. */
  domain: v.pipe(v.string(), v.regex(/^[a-z0-9.-]+\.[a-z]{2,}$/)),
  /** What its readers call it. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
})

const region = v.pipe(v.string(), v.regex(/^(?:[A-Z]{2}|\d{3})$/))

/** News sites of one country or, where few are known of each, of one region. */
export const watchPackSchema = v.strictObject({
  pack: v.pipe(v.string(), v.regex(/^[a-z]+(?:-[a-z]+)*$/)),
  version: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  /** Region subtag of BCP 47: two letters for a country, three digits for a part of the world. */
  country: region,
  /** Of several countries: those, so that the pack has a name in every language. */
  parts: v.optional(v.array(region), []),
  languages: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2}$/))), v.minLength(1)),
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  domains: v.pipe(v.array(domainSchema), v.minLength(1)),
})
