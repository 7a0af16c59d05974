/** One row to fit on: feature values in the order of the names, and whether it is a defacement. */
export interface Row {
  values: Float64Array
  isDefaced: boolean
  /** How much the row counts. */
  weight: number
}

export interface Model {
  intercept: number
  weights: Float64Array
}

/** What a weight may be, in natural-log units: its sign, and often a floor. */
export interface Range {
  low: number
  high: number
}

const STEPS = 1_500

/**
 * Logistic regression with a range for every weight and a ridge, by projected gradient with momentum (Nesterov's
 * scheme, step from the bound on the curvature). Natural-log units. Deterministic.
 */
export function fitLogistic(rows: readonly Row[], ranges: readonly Range[], ridge: number): Model {
  const size = ranges.length
  const total = rows.reduce((sum, row) => sum + row.weight, 0)
  const curvature =
    rows.reduce((sum, row) => sum + row.weight * (1 + squares(row.values)), 0) / total / 4 + ridge
  const step = 1 / curvature
  let weights = new Float64Array(size)
  let ahead = new Float64Array(size)
  let intercept = 0
  let interceptAhead = 0
  for (let iteration = 0; iteration < STEPS; iteration++) {
    const gradient = new Float64Array(size)
    let slope = 0
    for (const { values, isDefaced, weight } of rows) {
      const error = (sigmoid(interceptAhead + dot(ahead, values)) - (isDefaced ? 1 : 0)) * (weight / total)
      slope += error
      for (let i = 0; i < size; i++) gradient[i] = (gradient[i] ?? 0) + error * (values[i] ?? 0)
    }
    const momentum = iteration / (iteration + 3)
    const next = ahead.map((weight, i) =>
      project(weight - step * ((gradient[i] ?? 0) + ridge * weight), ranges[i]),
    )
    const interceptNext = interceptAhead - step * slope
    ahead = next.map((weight, i) => weight + momentum * (weight - (weights[i] ?? 0)))
    interceptAhead = interceptNext + momentum * (interceptNext - intercept)
    weights = next
    intercept = interceptNext
  }
  return { intercept, weights }
}

const project = (weight: number, range: Range | undefined): number =>
  Math.min(range?.high ?? weight, Math.max(range?.low ?? weight, weight))

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

const squares = (values: Float64Array): number => dot(values, values)
