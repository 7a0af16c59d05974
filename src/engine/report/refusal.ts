/** Why a collector never takes a report that is well in itself, in a word that each program tells in its own language. */
export const REFUSALS = ['early', 'late', 'unwatched'] as const
export type Refusal = (typeof REFUSALS)[number]
