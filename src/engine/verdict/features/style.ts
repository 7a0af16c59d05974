import type { Feature } from '../feature.ts'
import { type Reading, ramp } from '../reading.ts'

/** How the page looks: as written in the markup, or as a renderer saw it. */
export function styleFeatures({ observation, siteness, brevity }: Reading): Feature[] {
  const { look, view } = observation
  const isDark = look.background === 'dark' || (view !== null && view.dark > 0.6)
  const bare = Math.max(1 - siteness, brevity)
  return [
    { id: 'dark-page', value: isDark ? bare : 0 },
    { id: 'neon', value: ramp(look.neon, 0, 4) * bare },
  ]
}
