import type { StoredVisit } from '../../src/cli/browser/stored.ts'
import type { Visited } from './walk-through.ts'
import { words } from './words.ts'

const WIDTH = 110
const REASONS = 4

/** What was visited, what became of it, and why, for people. */
export function formatVisit({ stop, url, visit, isWarned }: Visited, number: number): string {
  const shown = visit?.shown ?? 'no verdict'
  const told = isWarned ? 'warning page' : shown === 'suspect' ? 'banner' : 'icon only'
  const mark = isRight({ stop, visit }) ? ' ' : '✗'
  const head = `${mark}${String(number).padStart(2)}  ${shown.padEnd(12)} ${told.padEnd(13)} ${stop.page.padEnd(26)} ${url}`
  return [head, ...(visit === null ? [] : why(visit)).map((line) => `       ${line}`)]
    .map((line) => (line.length > WIDTH + 40 ? `${line.slice(0, WIDTH + 39)}…` : line))
    .join('\n')
}

export const isRight = ({ stop, visit }: Pick<Visited, 'stop' | 'visit'>): boolean =>
  stop.right.some((kind) => kind === visit?.shown)

/** The reason for the verdict, and for an alarm its strongest signs, in the words that readers get. */
function why({ shown, verdict }: StoredVisit): string[] {
  const isAlarm = shown === 'suspect' || shown === 'defaced'
  const signs = isAlarm ? verdict.evidence.filter(({ points }) => points > 0).slice(0, REASONS) : []
  return [
    ...verdict.reasons.map((reason) => words(reason) ?? reason.key),
    ...signs.map(({ reason, points }) => `· ${words(reason) ?? reason.key} (${points.toFixed(1)} bits)`),
  ]
}

export const HEAD = `    ${'verdict'.padEnd(12)} ${'reader sees'.padEnd(13)} ${'page'.padEnd(26)} address\n        why`
