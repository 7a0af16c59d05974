import dns from 'node:dns/promises'
import { ownerRecord } from '../../engine/owner/record.ts'
import type { PageFetcher } from './fetch-page.ts'

export interface ProofTools {
  /** Text records of a name, as the name service gives them. */
  resolveTxt(name: string): Promise<string[][]>
  fetchPage: PageFetcher | null
}

export const resolveTxt = (name: string): Promise<string[][]> => dns.resolveTxt(name)

/** Where the proof stands, unless in a text record of the domain. */
export const PROOF_FILE = '/.well-known/masthead.txt'

export async function isInDns(
  { resolveTxt }: ProofTools,
  domain: string,
  challenge: string,
): Promise<boolean> {
  try {
    const records = await resolveTxt(ownerRecord(domain))
    return records.some((parts) => parts.join('').trim() === challenge)
  } catch {
    return false
  }
}

export async function isOnSite(
  { fetchPage }: ProofTools,
  domain: string,
  challenge: string,
): Promise<boolean> {
  const page = await fetchPage?.(`https://${domain}${PROOF_FILE}`)
  // A redirect may lead to somebody else's site.
  return (
    page?.ok === true &&
    page.status === 200 &&
    new URL(page.url).hostname === domain &&
    page.html.trim() === challenge
  )
}
