import type { Verdict } from '../../engine/verdict/verdict.ts'
import { reasonText } from '../texts.ts'

/** Reasons that can be taken in at once; every single one is among the details. */
const MOST = 6

/** Why a verdict is what it is, in plain words, each reason once, strongest first. Text, never markup. */
export function Reasons({ verdict }: { verdict: Verdict }) {
  const evidence = verdict.evidence.filter(({ points }) => points > 0).map(({ reason }) => reason)
  const sentences = [...new Set([...verdict.reasons, ...evidence].map(reasonText))].slice(0, MOST)
  if (sentences.length === 0) return null
  return (
    <ul class="reasons">
      {sentences.map((sentence) => (
        <li key={sentence} dir="auto">
          {sentence}
        </li>
      ))}
    </ul>
  )
}
