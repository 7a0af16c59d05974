import type { Block, Observation } from '../page/observation.ts'
import type { PatternHit } from '../patterns/find.ts'
import { countDense } from '../text/dense.ts'

/** Own links, and texts of a page's own, from which it reports what it quotes. */
const OWN_LINKS = 5
const OWN_TEXTS = 3
/** UTF-16 units from which a text tells something. */
const OWN_TEXT = 60

/** Whether more is told around the quotations than is quoted, in texts without any such words, on a page with a menu. */
export function isProse({ blocks, counts }: Observation, hits: readonly PatternHit[]): boolean {
  if (hits.length === 0 || counts.ownLinks < OWN_LINKS) return false
  const own = ownTexts(blocks, hits)
  const quoted = blocks.filter(({ place }) => place === 'quote')
  return own.length >= OWN_TEXTS && sumOf(own) > sumOf(quoted)
}

/** The running texts of a page that tell something and hold none of some hits. */
export function ownTexts(blocks: readonly Block[], hits: readonly PatternHit[]): Block[] {
  const marked = new Set(hits.map(({ text }) => blocks[text - 1]))
  return blocks.filter(
    (block) =>
      (block.place === 'body' || block.place === 'article') &&
      weightOf(block) >= OWN_TEXT &&
      !marked.has(block),
  )
}

/** UTF-16 units of a text, as many as an alphabet needs to say the same. */
const weightOf = ({ text }: Block): number => text.length + 2 * countDense(text)

const sumOf = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + weightOf(block), 0)
