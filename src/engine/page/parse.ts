import * as v from 'valibot'
import { BOUNDS } from './bounds.ts'
import { GUESTS } from './guests.ts'
import {
  COUNT_NAMES,
  LIMITS,
  OBSERVATION_VERSION,
  type Observation,
  PLACES,
  TOKEN_FAMILIES,
  WRITING_SYSTEMS,
} from './observation.ts'
import { viewSchema } from './view.ts'

export type Parsed<T> = { ok: true; value: T } | { ok: false; error: string }

const natural = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const hash = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff))
const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
const hashes = v.pipe(v.array(hash), v.maxLength(BOUNDS.tokens))

const counted = v.strictObject({ host: text(255), times: natural })

const blockSchema = v.strictObject({
  text: text(BOUNDS.block),
  place: v.picklist(PLACES),
  context: hash,
  links: natural,
  loud: v.pipe(natural, v.maxValue(7)),
})

const observationSchema = v.strictObject({
  version: v.literal(OBSERVATION_VERSION),
  url: v.pipe(v.string(), v.maxLength(8_192), v.regex(/^https?:\/\/[^\s?#]+$/i)),
  status: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
  at: natural,
  language: text(35),
  direction: v.picklist(['ltr', 'rtl', '']),
  identity: v.strictObject({
    title: text(BOUNDS.title),
    siteName: text(BOUNDS.identity),
    description: text(BOUNDS.identity),
    generator: text(BOUNDS.identity),
    canonicalHost: text(BOUNDS.identity),
    refresh: text(BOUNDS.identity),
    sendsTo: text(BOUNDS.identity),
    icons: natural,
    feeds: natural,
  }),
  tokens: v.strictObject(v.entriesFromList(TOKEN_FAMILIES, hashes)),
  counts: v.strictObject(v.entriesFromList(COUNT_NAMES, natural)),
  scripts: v.strictObject(v.entriesFromList(WRITING_SYSTEMS, share)),
  look: v.strictObject({ background: v.picklist(['dark', 'light', 'unknown']), neon: natural }),
  coverHosts: v.pipe(v.array(text(255)), v.maxLength(BOUNDS.covers)),
  foreign: v.strictObject({ picture: counted, links: counted }),
  guests: v.pipe(v.array(v.picklist(GUESTS)), v.maxLength(GUESTS.length)),
  blocks: v.pipe(v.array(blockSchema), v.maxLength(BOUNDS.blocks)),
  view: v.nullable(viewSchema),
  limits: v.pipe(v.array(v.picklist(LIMITS)), v.maxLength(LIMITS.length)),
})

/** Checks an observation that came from outside. The error is one sentence that names the first field at fault. */
export function parseObservation(value: unknown): Parsed<Observation> {
  const result = v.safeParse(observationSchema, value, { abortEarly: true })
  if (result.success) return { ok: true, value: result.output }
  const [issue] = result.issues
  const where = v.getDotPath(issue) ?? 'the whole'
  return { ok: false, error: `The observation is not usable: ${where} is wrong (${issue.message}).` }
}
