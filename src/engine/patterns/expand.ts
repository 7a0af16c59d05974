/** Alternatives that one phrase may expand to. */
export const EXPANSION_BOUND = 256

/**
 * The phrases that a phrase with `{a|b}` alternatives stands for. Braces do not nest; an unclosed one, or more than
 * `EXPANSION_BOUND` phrases, throws one sentence that names the phrase.
 */
export function expandPhrase(phrase: string): string[] {
  const parts = phrase.split(/\{([^{}]*)\}/)
  if (parts.some((part, i) => i % 2 === 0 && /[{}]/.test(part)))
    throw new Error(`The phrase "${phrase}" has a brace that is not closed or nested; write {a|b}.`)
  let phrases = ['']
  parts.forEach((part, i) => {
    const choices = i % 2 === 0 ? [part] : part.split('|')
    phrases = phrases.flatMap((start) => choices.map((choice) => start + choice))
    if (phrases.length > EXPANSION_BOUND)
      throw new Error(`The phrase "${phrase}" stands for more than ${EXPANSION_BOUND} phrases; split it.`)
  })
  return [...new Set(phrases.map((one) => one.replace(/\s+/g, ' ').trim()))]
}
