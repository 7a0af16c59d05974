import * as v from 'valibot'
import { EVIDENCE_GROUPS, VERDICT_KINDS } from '../../engine/verdict/verdict.ts'

const reasonSchema = v.object({ key: v.string(), params: v.array(v.string()) })

/** What the extension keeps of a visit, as far as those who look from outside need it. */
const storedVisitSchema = v.object({
  visit: v.string(),
  host: v.string(),
  url: v.string(),
  at: v.number(),
  shown: v.picklist(VERDICT_KINDS),
  looks: v.array(v.object({ number: v.number(), kind: v.string(), settled: v.boolean() })),
  verdict: v.object({
    kind: v.picklist(VERDICT_KINDS),
    points: v.number(),
    fingerprint: v.string(),
    reasons: v.array(reasonSchema),
    evidence: v.array(
      v.object({
        id: v.string(),
        group: v.picklist(EVIDENCE_GROUPS),
        points: v.number(),
        reason: reasonSchema,
        source: v.object({ list: v.string(), version: v.string() }),
      }),
    ),
  }),
})

export type StoredVisit = v.InferOutput<typeof storedVisitSchema>

/** The body of a function that reads a whole store, to be run on one of the extension's own pages. */
export const READ_STORE = `
  const store = args[0]
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('masthead')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
    // A look from outside must not create what the extension has not.
    opening.onupgradeneeded = () => opening.transaction.abort()
  }).catch(() => null)
  if (database === null) return []
  try {
    return await new Promise((resolve, reject) => {
      const asking = database.transaction(store).objectStore(store).getAll()
      asking.onsuccess = () => resolve(asking.result)
      asking.onerror = () => reject(asking.error)
    })
  } finally {
    database.close()
  }`

/** Checks what was read from the visits; oldest first. */
export function parseVisits(value: unknown): StoredVisit[] {
  return v.parse(v.array(storedVisitSchema), value).sort((a, b) => a.at - b.at)
}
