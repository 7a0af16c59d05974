import type { IncidentView } from '../../messages.ts'
import { fold } from '../fold.ts'

/** The incidents whose site, address or found words hold what was typed; all where nothing was. */
export function findIncidents(incidents: readonly IncidentView[], query: string): IncidentView[] {
  const wanted = fold(query.trim())
  return incidents.filter(({ name, host, url, verdict }) => {
    const words = verdict.evidence.flatMap(({ reason }) => reason.params)
    return [name, host, url, ...words].some((text) => fold(text).includes(wanted))
  })
}
