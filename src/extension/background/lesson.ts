import type { Observation } from '../../engine/page/observation.ts'
import { learn } from '../../engine/signature/learn.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import { isAlarming, isCalm, type Verdict } from '../../engine/verdict/verdict.ts'
import type { SiteRecord, VisitRecord } from './database/schema.ts'
import { toRecord } from './database/sites.ts'

/** What a look teaches about its site. */
export interface Lesson {
  /** What is known from now on; null for nothing any more, undefined where it stays as it was. */
  record: SiteRecord | null | undefined
  /** The design that the page was learned into, where it was. */
  template: number | undefined
  /** Whether the visit needs to be learned from no more: after a calm look; after any other the next gets its chance. */
  isLearned: boolean
}

/** What is known before the look: of the site, as it is stored and as that reads, and of the visit. */
interface Known {
  record: SiteRecord | undefined
  site: SiteSignature | null
  visit: VisitRecord | undefined
}

/**
 * A page is learned once a visit. What the visit taught is taken back where a later look speaks against the page: it looked
 * like nothing at first, an empty frame say, and was filled a moment later. Nothing is where another taught after it.
 */
export function lessonOf(
  look: { visit: string; teaches?: boolean },
  seen: { observation: Observation; verdict: Verdict; now: number },
  { record, site, visit }: Known,
): Lesson {
  const { kind } = seen.verdict
  if (visit?.isLearned === true)
    return isAlarming(kind) && record?.taught?.visit === look.visit
      ? { record: record.taught.before, template: undefined, isLearned: true }
      : { record: undefined, template: visit.template, isLearned: true }
  const isSpared = look.teaches === false && kind === 'intact'
  const learned = isSpared ? site : learn(site, seen)
  if (learned === null || learned === site)
    return { record: undefined, template: visit?.template, isLearned: isCalm(kind) }
  return {
    record: { ...toRecord(learned), taught: { visit: look.visit, before: withoutTaught(site, record) } },
    template: learned.latest,
    isLearned: isCalm(kind),
  }
}

/** What is stored of a site, where that can be read. */
const withoutTaught = (
  site: SiteSignature | null,
  record: SiteRecord | undefined,
): Omit<SiteRecord, 'taught'> | null => {
  if (site === null || record === undefined) return null
  const { taught: _, ...stored } = record
  return stored
}
