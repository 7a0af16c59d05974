import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPage } from '../../../../src/engine/check.ts'
import { signedMessage } from '../../../../src/engine/feed/signed.ts'
import { type Handover, handoverBytes } from '../../../../src/engine/owner/handover.ts'
import { statementBytes, statementFile } from '../../../../src/engine/owner/statement.ts'
import { observeHtml } from '../../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../../src/engine/patterns/shipped.ts'
import { approve } from '../../../../src/engine/signature/approve.ts'
import { coreSignature } from '../../../../src/engine/signature/core-signature.ts'
import { shippedWeights } from '../../../../src/engine/verdict/weights.ts'

const DAY = 86_400_000

/** A newspaper's front page. */
export const HOME = readFileSync(
  join(import.meta.dirname, '../../../pages/newsroom-home-day-1/page.html'),
  'utf8',
)

/** A key of an owner, and its public half as people are told it. */
export interface OwnerKey {
  secret: KeyObject
  name: string
}

export function makeOwnerKey(): OwnerKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const name = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  return { secret: privateKey, name }
}

export const handoverTo = (to: OwnerKey, from: OwnerKey): Handover => ({
  from: from.name,
  to: to.name,
  signature: sign(null, signedMessage('handover', handoverBytes(to.name)), from.secret).toString('hex'),
})

export interface Said {
  /** Of the page whose host is spoken for. */
  url: string
  sequence: number
  by: OwnerKey
  handovers?: Handover[]
  /** Milliseconds from now. */
  expires?: number
}

/** The file of a statement that the front page is what the host looks like. */
export function ownerStatement({
  url,
  sequence,
  by,
  handovers = [],
  expires = DAY,
}: Said): Uint8Array<ArrayBuffer> {
  const now = Date.now()
  const { site } = checkPage({
    observation: observeHtml(HOME, { url, status: 200, at: now }),
    site: null,
    patterns: shippedPatterns(),
    weights: shippedWeights,
    now,
  })
  const known = site === null ? null : approve(site, site.latest)
  const bytes = statementBytes({
    domain: new URL(url).hostname,
    sequence,
    issued: Math.min(now, now + expires - DAY),
    expires: now + expires,
    signatures: known === null ? [] : [coreSignature(known, now)],
    changes: [],
  })
  const signature = sign(null, signedMessage('owner', bytes), by.secret).toString('hex')
  return statementFile(bytes, [{ key: by.name, signature }], handovers)
}
