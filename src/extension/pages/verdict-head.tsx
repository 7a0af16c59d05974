import type { VerdictKind } from '../../engine/verdict/verdict.ts'
import { text } from '../texts.ts'
import { VerdictIcon } from './verdict-icon.tsx'

/** A verdict by shape, colour and words. */
export function VerdictHead({ kind }: { kind: VerdictKind }) {
  return (
    <div class={`verdict ${kind}`}>
      <VerdictIcon kind={kind} size={32} />
      <h2 id="verdict">{text(`verdict_${kind}`)}</h2>
    </div>
  )
}
