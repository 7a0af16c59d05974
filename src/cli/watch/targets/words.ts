import { plain } from '../../texts.ts'
import type { Alert } from '../records.ts'

/** An alert in one line. */
export function headline({ event, incident }: Alert): string {
  const property = plain(incident.property)
  if (event === 'restored') return `Masthead: ${property} is restored`
  return incident.kind === 'defaced'
    ? `Masthead: ${property} appears defaced`
    : `Masthead: ${property} looks suspect`
}

/** An alert for people, in plain text. */
export function message(alert: Alert): string {
  const { event, incident } = alert
  const time = (at: number) => new Date(at).toISOString()
  return [
    `${headline(alert)}.`,
    '',
    `Page: ${incident.url}`,
    `First seen: ${time(incident.openedAt)}`,
    ...(event === 'restored' ? [`Restored: ${time(incident.restoredAt)}`] : []),
    '',
    ...incident.reasons.map((reason) => `- ${reason}`),
    ...(incident.evidence === '' ? [] : ['', `Evidence: ${incident.evidence}`]),
    ...(incident.contacts.length === 0
      ? []
      : ['', `Whom to tell: ${incident.contacts.map(plain).join(', ')}`]),
    '',
    `Alert ${alert.id}`,
    '',
  ].join('\n')
}
