import type { ReportSubject } from '../../messages.ts'

/** What is to be reported, by the address of the report's page: what a tab shows, or an incident; null for neither. */
export function subjectOf(asked: URLSearchParams): ReportSubject | null {
  const tab = asked.get('tab') ?? ''
  const incident = asked.get('incident') ?? ''
  if (/^\d{1,10}$/.test(tab)) return { tab: Number(tab) }
  return /^[0-9a-f-]{16,40}$/.test(incident) ? { incident } : null
}
