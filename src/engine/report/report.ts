import * as v from 'valibot'
import { SKETCH_SIZE } from '../incident/sketch.ts'
import { parseAddress } from '../page/address.ts'
import { VERDICT_KINDS } from '../verdict/verdict.ts'
import { isPublicHost } from './public-host.ts'
import { hasControls, PATH_BOUND, redactPath } from './redact.ts'

/** Raised whenever the meaning of a report changes. */
export const REPORT_VERSION = 1
/** What a report says of a page: it looks defaced, or nothing is wrong there. */
export const REPORT_KINDS = ['defaced', 'healthy'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

export const REPORT_BOUNDS = {
  /** UTF-16 units of a report as JSON, without its picture. */
  json: 16_384,
  /** Letters of a picture in base64. */
  screenshot: 600_000,
  note: 500,
  signs: 40,
  /** Quotes of one sign, and UTF-16 units of one. */
  words: 8,
  word: 160,
} as const

const line = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(most),
    v.check((text) => !hasControls(text), 'it holds control characters'),
  )
const name = v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), v.maxLength(80))
const sketch = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff))),
  v.check((list) => list.length === 0 || list.length === SKETCH_SIZE, 'a sketch has another length'),
)

const address = v.pipe(
  v.string(),
  v.maxLength(300),
  v.check((url) => {
    const parsed = parseAddress(url)
    if (parsed === null) return false
    const { host, path } = parsed
    return (
      isPublicHost(host) &&
      path.length <= PATH_BOUND &&
      redactPath(path) === path &&
      (url === `https://${host}${path}` || url === `http://${host}${path}`)
    )
  }, 'it is no public web address without query, fragment, port and personal parts'),
)

export const reportSchema = v.strictObject({
  version: v.literal(REPORT_VERSION),
  /** Made by the sender; the same report sent twice is one report. */
  id: v.pipe(v.string(), v.uuid()),
  kind: v.picklist(REPORT_KINDS),
  /** Without query, fragment, port and what may be personal in the path. */
  url: address,
  /** When the page was seen, in milliseconds since the epoch, whole minutes. */
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  verdict: v.strictObject({
    kind: v.picklist(VERDICT_KINDS),
    points: v.pipe(v.number(), v.minValue(-200), v.maxValue(200)),
    fingerprint: v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{8})?$/)),
  }),
  signs: v.pipe(
    v.array(
      v.strictObject({
        sign: name,
        bits: v.pipe(v.number(), v.minValue(-64), v.maxValue(64)),
        /** Marks that were found, as they stand on the page; no other text of it. */
        words: v.pipe(v.array(line(REPORT_BOUNDS.word)), v.maxLength(REPORT_BOUNDS.words)),
      }),
    ),
    v.maxLength(REPORT_BOUNDS.signs),
  ),
  sketch: v.strictObject({ text: sketch, structure: sketch }),
  /** What the sender wants to add. */
  note: line(REPORT_BOUNDS.note),
  /** A picture that the sender asked for, as WebP, PNG or JPEG in base64; empty for none. */
  screenshot: v.pipe(
    v.string(),
    v.maxLength(REPORT_BOUNDS.screenshot),
    v.regex(/^(?:data:image\/(?:webp|png|jpeg);base64,[A-Za-z0-9+/]+={0,2})?$/),
  ),
})

/** What a reader chose to send. */
export type Report = v.InferOutput<typeof reportSchema>

export type ParsedReport = { ok: true; value: Report } | { ok: false; error: string }

/** Checks a report that came from anywhere; the error names the field in one sentence. */
export function parseReport(raw: unknown): ParsedReport {
  const parsed = v.safeParse(reportSchema, raw, { abortEarly: true })
  if (!parsed.success) {
    const [issue] = parsed.issues
    const field = v.getDotPath(issue) ?? 'the whole'
    return { ok: false, error: `The report is refused: ${field} is wrong (${short(issue.message)}).` }
  }
  const { screenshot: _, ...rest } = parsed.output
  if (JSON.stringify(rest).length > REPORT_BOUNDS.json)
    return { ok: false, error: `The report is refused: it is larger than ${REPORT_BOUNDS.json} characters.` }
  return { ok: true, value: parsed.output }
}

/** The library quotes what it got, however long that is. */
const short = (message: string): string => (message.length > 120 ? `${message.slice(0, 119)}…` : message)
