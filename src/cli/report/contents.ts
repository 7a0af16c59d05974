import * as v from 'valibot'
import type { OpenedBundle } from '../../engine/evidence/bundle.ts'
import { type Result, refuse } from '../../engine/feed/result.ts'
import { LAST_TIME } from '../../engine/last-time.ts'
import { VERDICT_KINDS } from '../../engine/verdict/verdict.ts'
import { harmless } from '../texts.ts'

/** A good signature says who made a bundle, and not that they mean well: no text of it may steer what it is shown in. */
const text = v.pipe(v.string(), v.transform(harmless))
const address = v.pipe(
  text,
  v.check((url) => /^https?:/i.test(url) && URL.canParse(url)),
)
const moment = v.pipe(v.number(), v.minValue(0), v.maxValue(LAST_TIME))
const reasonSchema = v.object({ key: v.string(), params: v.array(text) })

const portraitSchema = v.object({
  at: moment,
  title: text,
  menu: v.array(text),
  says: v.array(text),
  ownLinks: v.number(),
  images: v.number(),
  text: v.number(),
  language: text,
  script: v.nullable(text),
  isDark: v.boolean(),
})
export type ReportedPortrait = v.InferOutput<typeof portraitSchema>

const aboutSchema = v.object({
  url: address,
  finalUrl: address,
  /** What the page was saved in, where no address was asked. */
  file: v.optional(text),
  /** In the file as a date of ISO 8601, here in milliseconds since the epoch. */
  at: v.pipe(v.string(), v.transform(Date.parse), moment),
  status: v.number(),
  versions: v.object({ program: text, patterns: text, weights: text }),
})
const verdictSchema = v.object({
  kind: v.picklist(VERDICT_KINDS),
  points: v.number(),
  reasons: v.array(reasonSchema),
  /** The most telling first. */
  evidence: v.array(v.object({ id: v.string(), group: text, points: v.number(), reason: reasonSchema })),
})
const portraitsSchema = v.object({ now: portraitSchema, usual: v.nullable(portraitSchema) })

/** What a report tells, out of a bundle that was verified. */
export interface ReportContents {
  about: v.InferOutput<typeof aboutSchema>
  verdict: v.InferOutput<typeof verdictSchema>
  portraits: v.InferOutput<typeof portraitsSchema>
  screenshot: Uint8Array | null
  signers: readonly string[]
  files: readonly { name: string; size: number }[]
}

/** Reads a bundle's parts; or one sentence where it is a good bundle and no look at a page. */
export function contentsOf({ files, signers }: OpenedBundle): Result<ReportContents> {
  const about = part(files, 'about.json', aboutSchema)
  if (!about.ok) return about
  const verdict = part(files, 'verdict.json', verdictSchema)
  if (!verdict.ok) return verdict
  const portraits = part(files, 'portraits.json', portraitsSchema)
  if (!portraits.ok) return portraits
  return {
    ok: true,
    value: {
      about: about.value,
      verdict: verdict.value,
      portraits: portraits.value,
      screenshot: files.get('screenshot.png') ?? null,
      signers,
      files: [...files].map(([name, { length }]) => ({ name, size: length })),
    },
  }
}

function part<T>(files: OpenedBundle['files'], name: string, schema: v.GenericSchema<unknown, T>): Result<T> {
  const bytes = files.get(name)
  if (bytes === undefined) return refuse(`The bundle has no ${name}; it is no look at a page.`)
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), new TextDecoder().decode(bytes), {
    abortEarly: true,
    abortPipeEarly: true,
  })
  if (parsed.success) return { ok: true, value: parsed.output }
  const where = v.getDotPath(parsed.issues[0])
  return refuse(
    `The bundle's ${name} is not as Masthead writes it${where === null ? '' : ` (${harmless(where)})`}; ask for another.`,
  )
}
