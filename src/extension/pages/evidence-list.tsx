import type { Verdict } from '../../engine/verdict/verdict.ts'
import { count, reasonText, text } from '../texts.ts'

/** To a tenth, and never “-0”. */
const points = (value: number): string => count('points', Math.round(value * 10) / 10 + 0)

/** Every piece of evidence with its points, its group and the list that said so: a verdict can be argued with. */
export function EvidenceList({ verdict }: { verdict: Verdict }) {
  return (
    <>
      <ul class="plain evidence">
        {verdict.evidence.map(({ id, reason, group, points: worth, source }, index) => (
          <li key={`${id}-${index}`}>
            <div dir="auto">{reasonText(reason)}</div>
            <div class="quiet">
              {text(
                'evidence_line',
                text(`group_${group}`),
                points(worth),
                `${source.list} ${source.version}`,
              )}
            </div>
          </li>
        ))}
      </ul>
      <p class="quiet">{text('evidence_sum', points(verdict.points))}</p>
    </>
  )
}
