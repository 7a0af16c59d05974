import { align } from '../evaluate/align.ts'
import { wilson } from '../evaluate/wilson.ts'
import type { Stressed } from './run.ts'

/** Share of what is caught undisguised that must still be caught. */
export const DEMAND = 0.95

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`

/** Whether enough is still caught; nothing to say where nothing was. */
export const isMet = ({ caught, stillCaught }: Stressed): boolean => stillCaught >= caught * DEMAND

export function formatDisguises(results: readonly Stressed[]): string {
  return align([
    ['Disguise', 'caught', 'still', 'share [95 %]', 'still red', `≥ ${DEMAND * 100} %`, 'healthy', 'accused'],
    ...results.map((result) => {
      const { name, caught, stillCaught, red, stillRed, healthy, accused } = result
      const { low, high } = wilson(stillCaught, caught)
      const interval = `${percent(stillCaught, caught)} [${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}]`
      return [
        name,
        String(caught),
        String(stillCaught),
        caught === 0 ? '–' : interval,
        percent(stillRed, red),
        caught === 0 ? '–' : isMet(result) ? 'met' : 'MISSED',
        String(healthy),
        String(accused),
      ]
    }),
  ])
}

export function formatHidings(results: readonly Stressed[]): string {
  return align([
    ['Message nobody sees, on healthy pages', 'n', 'accused'],
    ...results.map(({ name, healthy, accused }) => [name, String(healthy), String(accused)]),
  ])
}
