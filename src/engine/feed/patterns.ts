import { parsePack } from '../patterns/compile.ts'
import type { Pack } from '../patterns/schema.ts'
import { ByteReader, ByteWriter } from './bytes.ts'
import { type Result, refuse } from './result.ts'
import type { Table } from './table.ts'

/** UTF-16 units of one pack as JSON. */
const PACK_BOUND = 1_000_000

export function patternsTable(packs: readonly Pack[]): Map<string, Uint8Array> {
  return new Map(
    packs.map((pack) => {
      const writer = new ByteWriter()
      writer.text(JSON.stringify(pack))
      return [pack.pack, writer.finish()]
    }),
  )
}

/** The packs of the feed, each checked as those that ship are. */
export function readPatterns(table: Table): Result<Pack[]> {
  const packs: Pack[] = []
  for (const [name, value] of table) {
    const reader = new ByteReader(value)
    const text = reader.text(PACK_BOUND)
    let raw: unknown
    try {
      raw = JSON.parse(text)
    } catch {
      return refuse(`The pack "${name}" is no JSON; fetch the patterns anew.`)
    }
    const pack = parsePack(raw, packs.length)
    if (!pack.ok) return pack
    if (pack.value.pack !== name || reader.isBroken || !reader.isAtEnd)
      return refuse(`The pack "${name}" says to be another; fetch the patterns anew.`)
    packs.push(pack.value)
  }
  return { ok: true, value: packs }
}
