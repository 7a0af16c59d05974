import type { StoredVisit } from './stored.ts'

/** Milliseconds in which a verdict comes to rest. */
const JUDGING = 9_000
/** The extension takes longer where a page turns bad while it is watched: the look that confirms it is its third. */
const CONFIRMING = 16_000
/** A calm verdict is final when nothing large has changed for so long. */
const CALM = 2_000
const POLL = 100

/** A browser with the extension in it, and a page in it that was just opened. */
export interface Watched {
  visits(): Promise<StoredVisit[]>
  /** Whether the extension's warning stands in the page's place. */
  isWarned(): Promise<boolean>
}

/** The stored visit once its verdict will not change by itself any more, or whatever there is when time is up. */
export async function settledVisit(
  watched: Watched,
  before: ReadonlySet<string>,
): Promise<StoredVisit | null> {
  const start = performance.now()
  let last: StoredVisit | null = null
  let looks = 0
  let since = start
  const patience = () => (last === null || last.verdict.kind === last.shown ? JUDGING : CONFIRMING)
  while (performance.now() - start < patience()) {
    const fresh = (await watched.visits()).filter((stored) => !before.has(stored.visit))
    const stored = fresh[0] ?? null
    const count = stored?.looks.length ?? 0
    if (count !== looks) since = performance.now()
    looks = count
    last = stored
    if (await watched.isWarned()) return last
    const isFinal = last?.looks.at(-1)?.settled === true && last.verdict.kind === last.shown
    const isCalm = last !== null && last.shown !== 'suspect' && last.shown !== 'undetermined'
    if (last !== null && (isFinal || isCalm) && performance.now() - since > CALM) return last
    await new Promise((done) => setTimeout(done, POLL))
  }
  return last
}
