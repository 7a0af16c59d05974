export interface Weights {
  version: string
}

/** The weights that ship with this version of the program. */
export const shippedWeights: Weights = { version: '0' }
