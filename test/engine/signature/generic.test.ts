import { describe, expect, test } from 'vitest'
import { checkPage } from '../../../src/engine/check.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { knowledgeOf } from '../../../src/engine/signature/knowledge.ts'
import type { SiteSignature } from '../../../src/engine/signature/signature.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'

const patterns = shippedPatterns()
/** Nothing but what thousands of pages have. */
const BARE = `<html><body><div class="container"><div class="row"><nav class="menu"><ul><li><a href="/">Home</a></li>
  <li><a href="/contact">Contact</a></li></ul></nav><header class="header"><h1>Welcome</h1></header>
  <main class="content"><p>Good day to everybody who reads this, and welcome to our pages about everything.</p></main>
  <footer class="footer"><p>We hope to see you here again.</p></footer></div></div></body></html>`

function visits(html: string) {
  const known: { site: SiteSignature | null } = { site: null }
  const verdicts = [0, 1, 2, 3].map((day) => {
    const now = Date.UTC(2026, 0, 1 + day)
    const observation = observeHtml(html, { url: 'https://www.a.example/', status: 200, at: now })
    const checked = checkPage({ observation, site: known.site, patterns, weights: shippedWeights, now })
    known.site = checked.site
    return checked.verdict
  })
  return { verdicts, site: known.site }
}

describe('a site whose core could be anybody’s', () => {
  test('is never called intact, and says why', () => {
    const { verdicts } = visits(BARE)
    expect(verdicts.map(({ kind }) => kind)).toEqual(Array<string>(4).fill('unfamiliar'))
    expect(verdicts.at(-1)?.reasons[0]?.key).toBe('reason_unfamiliar_generic')
  })

  test('is shown as such', () => {
    const { site } = visits(BARE)
    expect(site === null ? [] : knowledgeOf(site).templates.map(({ isGeneric }) => isGeneric)).toEqual([true])
  })
})
