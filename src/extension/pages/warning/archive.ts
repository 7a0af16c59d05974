const ARCHIVE = 'https://web.archive.org/web'
const DAY = 86_400_000

/**
 * Where a web archive has a page as it was before a moment: the copy nearest to the day before. A copy made since
 * may show the same alteration.
 */
export function archivedCopy(url: string, before: number): string {
  const stamp = new Date(before - DAY).toISOString().replace(/\D/g, '').slice(0, 14)
  return `${ARCHIVE}/${stamp}/${url}`
}
