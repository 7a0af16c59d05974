import { isPublicHost } from '../../../engine/report/public-host.ts'
import { decodeCore, encodeCore } from '../../../engine/signature/codec/core.ts'
import { CORE_FAMILIES, coreSignature } from '../../../engine/signature/core-signature.ts'
import { fromBase64, toBase64 } from '../../../engine/signature/transfer/base64.ts'
import type { SharePreview } from '../../messages.ts'
import { openDatabase } from '../database/open.ts'
import { fromRecord } from '../database/sites.ts'
import { Failed } from '../failed.ts'
import { collectorAddress } from '../feed/address.ts'
import { RefusedError } from './ask-collector.ts'
import { fetchTokens, sendSignature } from './collector.ts'
import { spendOn } from './wallet.ts'

/** What sharing asks of the network. */
export interface SharePost {
  fetchTokens: typeof fetchTokens
  sendSignature: typeof sendSignature
}
const network: SharePost = { fetchTokens, sendSignature }

/** All that would be sent of what was learned of a host, for the reader to see first. Nothing is sent by this. */
export async function previewShare({ host }: { host: string }, now = Date.now()): Promise<SharePreview> {
  const site = fromRecord(await (await openDatabase()).get('sites', host))
  if (site === null)
    throw new Failed(`What was seen of ${host} is not known any more.`, 'failure_site_forgotten', [host])
  const core = coreSignature(site, now)
  const { host: to } = new URL(await collectorAddress())
  return {
    to,
    isPublic: isPublicHost(host),
    kinds: core.templates.length,
    features: core.templates.reduce(
      (sum, { features }) => CORE_FAMILIES.reduce((all, name) => all + features[name].length, sum),
      0,
    ),
    core: toBase64(encodeCore(core)),
  }
}

/** Sends what the reader saw before, as it was; rejects with one sentence where it did not arrive. */
export async function shareSite(
  { core }: { core: string },
  post: SharePost = network,
  now = Date.now(),
): Promise<null> {
  const bytes = fromBase64(core)
  const decoded = bytes === null ? null : decodeCore(bytes)
  if (decoded === null || !decoded.ok)
    throw new Failed('What was to be sent cannot be read.', 'failure_share_unreadable')
  try {
    await spendOn(core, post.fetchTokens, now, (token) => post.sendSignature(core, token))
  } catch (cause) {
    const isRefused = cause instanceof RefusedError
    const sentence = `What was learned was not ${isRefused ? 'taken' : 'sent'}.`
    throw new Failed(sentence, isRefused ? 'failure_share_refused' : 'failure_share_unsent', [], { cause })
  }
  return null
}
