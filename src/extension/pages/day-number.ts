export const DAY = 86_400_000

/** The day that a moment belongs to where the reader is, counted on from a day long ago. */
export function dayNumber(at: number): number {
  const local = new Date(at)
  // Of the same date in Greenwich, where every day is as long as another.
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / DAY
}
