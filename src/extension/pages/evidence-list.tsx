import type { Verdict } from '../../engine/verdict/verdict.ts'
import { reasonText, text } from '../texts.ts'
import { number } from './localise.ts'

/** Every piece of evidence with its points, its group and the list that said so: a verdict can be argued with. */
export function EvidenceList({ verdict }: { verdict: Verdict }) {
  return (
    <>
      <ul class="plain evidence">
        {verdict.evidence.map(({ id, reason, group, points, source }, index) => (
          <li key={`${id}-${index}`}>
            <div dir="auto">{reasonText(reason)}</div>
            <div class="quiet">
              {text(
                'evidence_line',
                text(`group_${group}`),
                number(points),
                `${source.list} ${source.version}`,
              )}
            </div>
          </li>
        ))}
      </ul>
      <p class="quiet">{text('evidence_sum', number(verdict.points))}</p>
    </>
  )
}
