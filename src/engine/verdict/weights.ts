import * as v from 'valibot'
import { hashText } from '../page/hash.ts'
import { FEATURE_IDS, FEATURES } from './feature.ts'
import { EVIDENCE_GROUPS } from './verdict.ts'
import shipped from './weights.json'

const bits = v.pipe(v.number(), v.minValue(-64), v.maxValue(64))

const weightsSchema = v.strictObject({
  version: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  /** What speaks against a defacement before anything was seen, in bits. */
  prior: bits,
  /** Points from which a page is suspect, and defaced; `silent` is what a page without a word must have for the latter. */
  thresholds: v.strictObject({ suspect: bits, defaced: bits, silent: bits }),
  /** The most that one group may say for a defacement, in bits. */
  caps: v.strictObject(v.entriesFromList(EVIDENCE_GROUPS, v.pipe(bits, v.minValue(0)))),
  weights: v.strictObject(v.entriesFromList(FEATURE_IDS, bits)),
})

export type Weights = v.InferOutput<typeof weightsSchema>

export type ParsedWeights = { ok: true; value: Weights } | { ok: false; error: string }

/** Checks a weights file: every feature named, none unknown, none against its sign. The error is one sentence. */
export function parseWeights(raw: unknown): ParsedWeights {
  const result = v.safeParse(weightsSchema, raw, { abortEarly: true })
  if (!result.success) {
    const [issue] = result.issues
    return {
      ok: false,
      error: `The weights are refused: ${v.getDotPath(issue) ?? 'the whole'} is wrong (${issue.message}).`,
    }
  }
  const turned = FEATURE_IDS.find((id) => {
    const weight = result.output.weights[id]
    return FEATURES[id].sign === 'for' ? weight < 0 : weight > 0
  })
  if (turned !== undefined)
    return {
      ok: false,
      error: `The weights are refused: "${turned}" speaks ${FEATURES[turned].sign} a defacement and cannot be turned round.`,
    }
  return { ok: true, value: result.output }
}

function loadShipped(): Weights {
  const parsed = parseWeights(shipped)
  if (!parsed.ok) throw new Error(parsed.error)
  return parsed.value
}

/** The weights that ship with this version of the program; `npm run fit` makes them. */
export const shippedWeights: Weights = loadShipped()

/** Tells weights apart, whatever their version says. */
export const weightsKey = (weights: Weights): string => hashText(JSON.stringify(weights)).toString(16)
