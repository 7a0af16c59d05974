import * as v from 'valibot'
import { HTML_BOUND } from './html-bound.ts'
import { LIMITS, type Observation } from './observation.ts'
import { ADDRESS_BOUND, type PageRecord, RECORD_VERSION } from './page-record.ts'
import type { Parsed } from './parse.ts'
import { observeSerialised } from './serialised.ts'
import { viewSchema } from './view.ts'

const recordSchema = v.strictObject({
  version: v.literal(RECORD_VERSION),
  url: v.pipe(v.string(), v.maxLength(ADDRESS_BOUND), v.regex(/^https?:\/\/[^/?#\s]/i)),
  status: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  html: v.pipe(v.string(), v.maxLength(HTML_BOUND)),
  view: v.nullable(viewSchema),
  limits: v.pipe(v.array(v.picklist(LIMITS)), v.maxLength(LIMITS.length)),
})

/** Checks what a page sent. The error is one sentence that names the field at fault. */
export function parseRecord(value: unknown): Parsed<PageRecord> {
  const result = v.safeParse(recordSchema, value, { abortEarly: true })
  if (!result.success) {
    const [issue] = result.issues
    return {
      ok: false,
      error: `The page's record is not usable: ${v.getDotPath(issue) ?? 'the whole'} is wrong (${issue.message}).`,
    }
  }
  return { ok: true, value: result.output }
}

/** Builds the observation of a page from its record. */
export function observeRecord({ url, status, at, html, view, limits }: PageRecord): Observation {
  const observation = observeSerialised(html, { url, status, at })
  return { ...observation, view, limits: [...new Set([...limits, ...observation.limits])].sort() }
}
