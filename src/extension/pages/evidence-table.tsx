import type { Evidence, Verdict } from '../../engine/verdict/verdict.ts'
import { reasonText, text } from '../texts.ts'
import { number } from './localise.ts'

/** Every piece of evidence with its points, its group and the list that said so: a verdict can be argued with. */
export function EvidenceTable({ verdict }: { verdict: Verdict }) {
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{text('evidence_sign')}</th>
            <th scope="col">{text('evidence_group')}</th>
            <th scope="col">{text('evidence_points')}</th>
            <th scope="col">{text('evidence_source')}</th>
          </tr>
        </thead>
        <tbody>
          {verdict.evidence.map((evidence, index) => (
            <Row key={`${evidence.id}-${index}`} evidence={evidence} />
          ))}
        </tbody>
      </table>
      <p>{text('evidence_sum', number(verdict.points))}</p>
    </>
  )
}

function Row({ evidence: { reason, group, points, source } }: { evidence: Evidence }) {
  return (
    <tr>
      <td dir="auto">{reasonText(reason)}</td>
      <td>{text(`group_${group}`)}</td>
      <td class="number">{number(points)}</td>
      <td>
        <bdi>{source.list}</bdi> <bdi>{source.version}</bdi>
      </td>
    </tr>
  )
}
