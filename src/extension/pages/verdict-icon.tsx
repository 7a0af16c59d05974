import type { VerdictKind } from '../../engine/verdict/verdict.ts'

/** A verdict's shape. The words stand beside it, so it is silent to a screen reader. */
export function VerdictIcon({ kind, size }: { kind: VerdictKind; size: 32 | 48 }) {
  return <img src={`/icons/${kind}-${size === 32 ? 48 : 128}.png`} width={size} height={size} alt="" />
}
