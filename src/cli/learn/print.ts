import { knowledgeOf } from '../../engine/signature/knowledge.ts'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import { wilson } from '../evaluate/wilson.ts'
import { plain, reasonText, verdictText } from '../texts.ts'
import type { Proposal } from './propose.ts'

/** A share of recognised pages that it can be sure of, and enough pages to say so. */
const SURE = 0.6
const FEW_PAGES = 4
/** Addresses that are named of each kind. */
const EXAMPLES = 3

/** The proposal for people: which kinds of pages there are, what was left out, how sure it is; and the file it is in. */
export function proposalText({ sites, addresses, left, trial }: Proposal, out: string | null): string {
  const lines: string[] = []
  for (const site of sites.values()) {
    const { host, templates } = knowledgeOf(site)
    lines.push(`${host}: ${templates.length === 1 ? 'one kind' : `${templates.length} kinds`} of pages`)
    for (const { id, kind, visits, isGeneric } of templates) {
      const pages = [...(addresses.get(host)?.get(id) ?? [])]
      lines.push(
        `  ${kind}: ${visits} visits, ${pages.length === 1 ? 'one page' : `${pages.length} pages`}` +
          `${isGeneric ? ', too much like any site to be told from others' : ''}: ${exampleText(pages)}`,
      )
    }
  }
  for (const { url, verdict } of left)
    lines.push(`Not learned: ${plain(url)}: ${[verdictText(verdict.kind), ...reasonsOf(verdict)].join(' ')}`)
  lines.push(surenessText({ sites, trial }))
  if (out !== null) lines.push(`The proposal is in ${out}.`)
  return `${lines.join('\n')}\n`
}

/** The same as a line of JSON. */
export function proposalLine(
  site: string,
  { sites, addresses, left, trial }: Proposal,
  out: string | null,
): string {
  return `${JSON.stringify({
    site,
    out,
    hosts: [...sites.values()].map((one) => {
      const { host, templates } = knowledgeOf(one)
      return {
        host,
        kinds: templates.map(({ id, kind, visits, isGeneric }) => ({
          kind,
          visits,
          isGeneric,
          pages: [...(addresses.get(host)?.get(id) ?? [])],
        })),
      }
    }),
    left: left.map(({ url, verdict }) => ({ url, verdict: verdict.kind, reasons: reasonsOf(verdict) })),
    trial,
    error: null,
  })}\n`
}

/** Why a page was not learned. */
const reasonsOf = ({ reasons, evidence }: Verdict): string[] =>
  [...reasons, ...evidence.filter(({ points }) => points > 0).map((one) => one.reason)].map((reason) =>
    reasonText(reason),
  )

function exampleText(pages: readonly string[]): string {
  const some = pages.slice(0, EXAMPLES).map((url) => plain(new URL(url).pathname))
  return [...some, ...(pages.length > EXAMPLES ? ['…'] : [])].join(' ')
}

function surenessText({ sites, trial: { pages, recognised } }: Pick<Proposal, 'sites' | 'trial'>): string {
  if (pages === 0)
    return `Not sure: with fewer than ${FEW_PAGES} pages there was none to try it on; name more.`
  const { low } = wilson(recognised, pages)
  const isGeneric = [...sites.values()].some((site) =>
    knowledgeOf(site).templates.some((one) => one.isGeneric),
  )
  const tried = `${recognised} of ${pages} pages held back were recognised (at least ${Math.floor(low * 100)} % of such pages, by 95 %)`
  if (recognised < pages) return `Not sure: ${tried}; name more pages of each kind.`
  if (low >= SURE && !isGeneric) return `Sure: ${tried}.`
  return `Fairly sure: ${tried}; more pages would make it surer.`
}
