import type { VerdictKind } from '../../engine/verdict/verdict.ts'
import { type TextKey, text } from '../texts.ts'
import { VerdictIcon } from './verdict-icon.tsx'

interface Props {
  kind: VerdictKind
  /** What is said in place of the verdict's own words. */
  words?: TextKey
}

/** A verdict by shape, colour and words. */
export function VerdictHead({ kind, words = `verdict_${kind}` }: Props) {
  return (
    <div class={`verdict ${kind}`}>
      <VerdictIcon kind={kind} size={32} />
      <h2 id="verdict">{text(words)}</h2>
    </div>
  )
}
