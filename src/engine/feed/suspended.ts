import * as v from 'valibot'
import { type Result, refuse } from './result.ts'
import { parseAscii, toAscii } from './signed.ts'
import type { Table } from './table.ts'

/** A rule that is found to be wrong and stands still until it is mended. */
export interface SuspendedRule {
  /** Id of a pattern, or name of a feature. */
  rule: string
  /** Why, in one sentence. */
  reason: string
  /** Milliseconds since the epoch. */
  since: number
}

const valueSchema = v.strictObject({
  reason: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  since: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
})

export const suspendedTable = (rules: readonly SuspendedRule[]): Map<string, Uint8Array> =>
  new Map(rules.map(({ rule, ...about }) => [rule, toAscii(about)]))

export function readSuspended(table: Table): Result<SuspendedRule[]> {
  const rules: SuspendedRule[] = []
  for (const [rule, value] of table) {
    const about = v.safeParse(valueSchema, parseAscii(value))
    if (!about.success)
      return refuse(`The suspended rule "${rule}" is not as it should be; fetch the list anew.`)
    rules.push({ rule, ...about.output })
  }
  return { ok: true, value: rules }
}
