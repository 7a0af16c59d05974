import { readFileSync } from 'node:fs'
import { parseWeights, shippedWeights, type Weights } from '../../engine/verdict/weights.ts'

/** The weights of a file, or the shipped ones. Throws one sentence that names the file and what is wrong with it. */
export function readWeights(path: string | null): Weights {
  if (path === null) return shippedWeights
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(
      `The weights ${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    )
  }
  const parsed = parseWeights(raw)
  if (!parsed.ok) throw new Error(`${path}: ${parsed.error}`)
  return parsed.value
}
