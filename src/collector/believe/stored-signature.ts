import { decodeCore } from '../../engine/signature/codec/core.ts'
import type { Authority } from '../../engine/signature/comparison.ts'
import type { CoreSignature } from '../../engine/signature/core-signature.ts'
import { fromBase64 } from '../../engine/signature/transfer/base64.ts'

/** A core signature as it is sent and kept, in base64; null where it cannot be read. */
export function coreOf(text: string): CoreSignature | null {
  const bytes = fromBase64(text)
  const decoded = bytes === null ? null : decodeCore(bytes)
  return decoded?.ok === true ? decoded.value : null
}

/** The same with who says it; null where it cannot be read. */
export function authorityOf(source: string, core: string): Authority | null {
  const signature = coreOf(core)
  return signature === null ? null : { source: source === 'owner' ? 'owner' : 'feed', signature }
}
