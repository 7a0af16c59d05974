/** The largest count that is stored. No browser counts that far; a larger one is stored as this. */
export const COUNT_BOUND = 2 ** 40

/** The last moment that a date can say, in milliseconds since the epoch. */
export const LAST_TIME = 8.64e15
