import axe from 'axe-core'
import * as v from 'valibot'
import { expect } from 'vitest'

/** WCAG 2.2, levels A and AA, with what they took over from 2.0 and 2.1. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** The rules that a theme can break: it changes colours and nothing else. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

const foundSchema = v.object({
  passes: v.array(v.string()),
  violations: v.array(v.object({ id: v.string(), at: v.array(v.string()) })),
})

/** What breaks which rule where, and which rules were kept by something that is there. */
export type Found = v.InferOutput<typeof foundSchema>

/** The body of a function, to be run by the debugger: the policy of the extension's pages lets no other script in. */
const body = (rules: readonly string[]) => `
  const { passes, violations } = await globalThis.axe.run({ runOnly: ${JSON.stringify(rules)} })
  return {
    passes: passes.map(({ id }) => id),
    violations: violations.map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary),
    })),
  }`

/** Asks axe about a page. */
export async function axeFinds(run: (body: string) => Promise<unknown>, rules = RULES): Promise<Found> {
  // Half a megabyte is not sent to a page twice.
  if ((await run('return globalThis.axe === undefined')) === true) await run(axe.source)
  return v.parse(foundSchema, await run(body(rules)))
}

/** Holds a page to WCAG 2.2 AA; in its other theme, to what a theme can break. */
export async function expectAccessible(run: (body: string) => Promise<unknown>, isOtherTheme = false) {
  const { violations, passes } = await axeFinds(run, isOtherTheme ? OF_COLOUR : RULES)
  expect(violations).toEqual([])
  // Rules that find nothing to look at prove nothing.
  expect(passes).toEqual(
    expect.arrayContaining(
      isOtherTheme ? ['color-contrast'] : ['color-contrast', 'document-title', 'html-has-lang'],
    ),
  )
}
