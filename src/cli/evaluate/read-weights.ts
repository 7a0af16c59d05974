import { parseWeights, shippedWeights, type Weights } from '../../engine/verdict/weights.ts'
import { readText } from '../files.ts'

/** The weights of a file, or the shipped ones. Throws one sentence that names the file and what is wrong with it. */
export function readWeights(path: string | null): Weights {
  if (path === null) return shippedWeights
  const text = readText(path, 'name a file of weights')
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw new Error(`${path} cannot be read: it is no JSON; name a file of weights.`)
  }
  const parsed = parseWeights(raw)
  if (!parsed.ok) throw new Error(`${path}: ${parsed.error}`)
  return parsed.value
}
