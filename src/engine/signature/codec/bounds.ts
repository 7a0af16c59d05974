/** The largest count that is stored. No browser counts that far; a larger one is stored as this. */
export const COUNT_BOUND = 2 ** 40
