/** The last moment that a date can tell, in milliseconds since the epoch (ECMA-262, 21.4.1.1). */
export const LAST_TIME = 8.64e15
