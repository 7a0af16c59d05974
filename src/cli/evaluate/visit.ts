import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import * as v from 'valibot'
import { whyUnread } from '../files.ts'

const visitSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  file: v.pipe(v.string(), v.minLength(1)),
  url: v.string(),
  time: v.pipe(
    v.string(),
    v.check((text) => !Number.isNaN(Date.parse(text)), 'not a date'),
  ),
  /** Null where the archive does not tell; then it is 0, as in a browser that does not. */
  status: v.pipe(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999))),
    v.transform((status) => status ?? 0),
  ),
  session: v.nullable(v.string()),
  label: v.picklist(['clean', 'defaced']),
  kind: v.string(),
  lang: v.nullable(v.string()),
  /** Crew, cluster or domain: what stays together in cross-validation. */
  group: v.optional(v.string()),
})

/** One visit of a list, its page's path made absolute. */
export type ListedVisit = v.InferOutput<typeof visitSchema>

export interface VisitList {
  visits: ListedVisit[]
  /** One sentence for each line that could not be used. */
  errors: string[]
}

/** Reads lists of visits (JSON lines). A broken line is named and left out, and so is a list that cannot be read. */
export function readVisits(paths: readonly string[]): VisitList {
  const list: VisitList = { visits: [], errors: [] }
  for (const path of paths) {
    let text: string
    try {
      text = readFileSync(path, 'utf8')
    } catch (error) {
      list.errors.push(`The list ${path} cannot be read: ${whyUnread(error)}.`)
      continue
    }
    text.split('\n').forEach((line, index) => {
      if (line.trim() === '') return
      const visit = readLine(line)
      if (typeof visit === 'string') list.errors.push(`${path}, line ${index + 1}: ${visit}`)
      else list.visits.push({ ...visit, url: usableUrl(visit), file: resolve(dirname(path), visit.file) })
    })
  }
  return list
}

/** Archives do not always keep an address; visits of one session then share one that nobody has (RFC 2606). */
function usableUrl({ url, session, id }: ListedVisit): string {
  if (/^https?:/i.test(url) && URL.canParse(url) && isHostName(new URL(url).hostname)) return url
  const name = (session ?? id).toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return `https://${name}.example/`
}

/** A name with at least two labels, as the public web has them. */
const isHostName = (host: string): boolean =>
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(host)

function readLine(line: string): ListedVisit | string {
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch {
    return 'this is not JSON; the line is left out.'
  }
  const result = v.safeParse(visitSchema, raw, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  return `${v.getDotPath(issue) ?? 'the line'} is wrong (${issue.message}); the line is left out.`
}
