import type { Observation } from '../page/observation.ts'
import type { FamilyName } from './signature.ts'

/** What a page offers to be recognised by, by family. */
export type PageFeatures = Record<FamilyName, readonly number[]>

export function pageFeatures({ tokens, blocks }: Observation): PageFeatures {
  return { ...tokens, contexts: [...new Set(blocks.map((block) => block.context))] }
}
