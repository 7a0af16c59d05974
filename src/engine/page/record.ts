import * as v from 'valibot'
import { PageBuilder } from './builder.ts'
import { LIMITS, type Observation } from './observation.ts'
import { RECORD_VERSION } from './page-record.ts'
import type { Parsed } from './parse.ts'
import { playTape, TAPE_BOUND } from './tape.ts'
import { viewSchema } from './view.ts'

const recordSchema = v.strictObject({
  version: v.literal(RECORD_VERSION),
  url: v.pipe(v.string(), v.maxLength(65_536), v.regex(/^https?:\/\/[^/?#\s]/i)),
  status: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  tape: v.pipe(v.string(), v.maxLength(TAPE_BOUND)),
  view: v.nullable(viewSchema),
  limits: v.pipe(v.array(v.picklist(LIMITS)), v.maxLength(LIMITS.length)),
})

/** Checks what a page sent, and builds the observation. The error is one sentence that names the field at fault. */
export function observeRecord(value: unknown): Parsed<Observation> {
  const result = v.safeParse(recordSchema, value, { abortEarly: true })
  if (!result.success) {
    const [issue] = result.issues
    return {
      ok: false,
      error: `The page's record is not usable: ${v.getDotPath(issue) ?? 'the whole'} is wrong (${issue.message}).`,
    }
  }
  const { url, status, at, tape, view, limits } = result.output
  const builder = new PageBuilder({ url, status, at })
  for (const limit of limits) builder.limit(limit)
  if (!playTape(tape, builder).isWhole)
    return { ok: false, error: "The page's record is not usable: its tape breaks off or is not a tape." }
  return { ok: true, value: { ...builder.finish(), view } }
}
