import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { VERDICT_KINDS, type Verdict, type VerdictKind } from '../../engine/verdict/verdict.ts'
import type { BrowserOutcome } from './browser/replay.ts'

/** What was told of one visit, and why: a line of a verdicts file. */
export interface Told {
  id: string
  verdict: VerdictKind
  points: number
  reasons: { id: string; points?: number | undefined; params: string[] }[]
}

const toldSchema = v.object({
  id: v.string(),
  verdict: v.picklist(VERDICT_KINDS),
  points: v.number(),
  reasons: v.array(v.object({ id: v.string(), points: v.optional(v.number()), params: v.array(v.string()) })),
})

export function tell(id: string, { kind, points, evidence, reasons }: Verdict): Told {
  return {
    id,
    verdict: kind,
    points,
    reasons: [
      ...reasons.map(({ key, params }) => ({ id: key, params })),
      ...evidence.map((one) => ({
        id: one.id,
        points: Math.round(one.points * 100) / 100,
        params: one.reason.params,
      })),
    ],
  }
}

/** One line of JSON; nothing for a visit that could not be made. */
export function toldLine(outcome: BrowserOutcome): string {
  if ('error' in outcome) return ''
  const told = tell(outcome.visit.id, outcome.verdict)
  return `${JSON.stringify('seen' in outcome ? { ...told, seen: outcome.seen } : told)}\n`
}

/** Reads a verdicts file. Throws one sentence about the first line that is none. */
export function readTold(path: string): Told[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return []
      try {
        return [v.parse(toldSchema, JSON.parse(line))]
      } catch {
        throw new Error(
          `${path}, line ${index + 1}: this is no line of a verdicts file; write it with --verdicts.`,
        )
      }
    })
}
