import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { signedMessage } from '../../../src/engine/feed/signed.ts'
import { type Handover, handoverBytes } from '../../../src/engine/owner/handover.ts'
import { statementFile } from '../../../src/engine/owner/statement.ts'

/** An owner's key; its name is the public half in hexadecimal digits. */
export interface OwnerKey {
  name: string
  secret: KeyObject
}

export function makeOwnerKey(): OwnerKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  return { name: spki.subarray(-32).toString('hex'), secret: privateKey }
}

const signature = (context: 'owner' | 'feed' | 'handover', bytes: Uint8Array<ArrayBuffer>, by: OwnerKey) =>
  sign(null, signedMessage(context, bytes), by.secret).toString('hex')

/** The file of a statement as a key signs it. */
export const signedBy = (
  key: OwnerKey,
  bytes: Uint8Array<ArrayBuffer>,
  { context = 'owner', handovers = [] }: { context?: 'owner' | 'feed'; handovers?: Handover[] } = {},
) => statementFile(bytes, [{ key: key.name, signature: signature(context, bytes, key) }], handovers)

export const handOver = (from: OwnerKey, to: OwnerKey): Handover => ({
  from: from.name,
  to: to.name,
  signature: signature('handover', handoverBytes(to.name), from),
})
