import type { VerdictKind } from '../../engine/verdict/verdict.ts'

/** The drawing of twice the size, for sharp screens. */
const DRAWN = { 16: 32, 32: 48, 48: 128 } as const

/** A verdict's shape. The words stand beside it, so it is silent to a screen reader. */
export function VerdictIcon({ kind, size }: { kind: VerdictKind; size: keyof typeof DRAWN }) {
  return <img src={`/icons/${kind}-${DRAWN[size]}.png`} width={size} height={size} alt="" />
}
