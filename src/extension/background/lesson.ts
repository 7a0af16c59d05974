import type { Observation } from '../../engine/page/observation.ts'
import { learn } from '../../engine/signature/learn.ts'
import type { Verdict, VerdictKind } from '../../engine/verdict/verdict.ts'
import type { SiteRecord, VisitRecord } from './database/schema.ts'
import { beforeVisit, fromRecord, taughtBy } from './database/sites.ts'

/** What a look teaches about its site. */
export interface Lesson {
  /** What is known from now on; null for nothing any more, undefined where it stays as it was. */
  record: SiteRecord | null | undefined
  /** The design that the page was learned into, where it was. */
  template: number | undefined
  /** Whether the visit needs to be learned from no more. */
  isLearned: boolean
}

/** A look as far as it matters to learning. */
interface Taught {
  visit: string
  /** Whether a page that is as it always is teaches something. */
  teaches?: boolean | undefined
  observation: Observation
  verdict: Verdict
  now: number
}

/** After a calm look the visit has been learned from; after any other, the next look gets its chance. */
export const isCalm = (kind: VerdictKind): boolean =>
  kind === 'intact' || kind === 'unfamiliar' || kind === 'changed'

const accuses = (kind: VerdictKind): boolean => kind === 'suspect' || kind === 'defaced'

/**
 * A page is learned once a visit. What the visit taught is taken back where a later look speaks against the page: it looked
 * like nothing at first, an empty frame say, and was filled a moment later.
 */
export function lessonOf(
  { visit, teaches, observation, verdict, now }: Taught,
  known: { record: SiteRecord | undefined; visit: VisitRecord | undefined },
): Lesson {
  const { isLearned = false, template } = known.visit ?? {}
  if (isLearned) {
    const before = accuses(verdict.kind) ? beforeVisit(visit, known.record) : undefined
    return { record: before, template: before === undefined ? template : undefined, isLearned }
  }
  const site = fromRecord(known.record)
  const isSpared = teaches === false && verdict.kind === 'intact'
  const learned = isSpared ? site : learn(site, { observation, verdict, now })
  const isNew = learned !== null && learned !== site
  return {
    record: isNew ? taughtBy(visit, learned, known.record) : undefined,
    template: isNew ? learned.latest : template,
    isLearned: isCalm(verdict.kind),
  }
}
