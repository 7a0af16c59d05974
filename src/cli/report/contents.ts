import * as v from 'valibot'
import type { OpenedBundle } from '../../engine/evidence/bundle.ts'
import { VERDICT_KINDS } from '../../engine/verdict/verdict.ts'

const portraitSchema = v.object({
  at: v.number(),
  title: v.string(),
  menu: v.array(v.string()),
  says: v.array(v.string()),
  ownLinks: v.number(),
  images: v.number(),
  text: v.number(),
  language: v.string(),
  script: v.nullable(v.string()),
  isDark: v.boolean(),
})
export type ReportedPortrait = v.InferOutput<typeof portraitSchema>

const aboutSchema = v.object({
  url: v.string(),
  finalUrl: v.string(),
  at: v.string(),
  status: v.number(),
  versions: v.object({ program: v.string(), patterns: v.string(), weights: v.string() }),
  proves: v.string(),
  doesNotProve: v.string(),
})
const reasonSchema = v.object({ key: v.string(), params: v.array(v.string()) })
const verdictSchema = v.object({
  kind: v.picklist(VERDICT_KINDS),
  points: v.number(),
  reasons: v.array(v.object({ ...reasonSchema.entries, text: v.string() })),
  /** The most telling first. */
  evidence: v.array(
    v.object({
      id: v.string(),
      group: v.string(),
      points: v.number(),
      text: v.string(),
      reason: reasonSchema,
    }),
  ),
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

/** Reads a bundle's parts; throws one sentence where it is a good bundle and no look at a page. */
export function contentsOf({ files, signers }: OpenedBundle): ReportContents {
  const part = <T>(name: string, schema: v.GenericSchema<unknown, T>): T => {
    const bytes = files.get(name)
    if (bytes === undefined) throw new Error(`The bundle has no ${name}; it is no look at a page.`)
    const parsed = v.safeParse(schema, JSON.parse(new TextDecoder().decode(bytes)))
    if (!parsed.success)
      throw new Error(`The bundle's ${name} is not as Masthead writes it; ask for another.`)
    return parsed.output
  }
  return {
    about: part('about.json', aboutSchema),
    verdict: part('verdict.json', verdictSchema),
    portraits: part('portraits.json', portraitsSchema),
    screenshot: files.get('screenshot.png') ?? null,
    signers,
    files: [...files].map(([name, { length }]) => ({ name, size: length })),
  }
}
