import { plain, reasonText } from '../texts.ts'
import type { Seen } from './look-at-property.ts'
import type { Delivery } from './outbox.ts'

/** What came of a look, for people. */
export function seenText({ property, look, open, alert, ownerWhy, keyWhy }: Seen): string {
  const lines = [`${property.name}: ${stateText({ look, open })}`]
  if (look.state === 'unchecked') lines.push(`  ${look.why}`)
  else if (look.state === 'altered')
    for (const { reason, points } of look.verdict.evidence)
      if (points > 0) lines.push(`  ${reasonText(reason)}`)
  if (alert?.event === 'restored') lines.push('  It is restored.')
  if (ownerWhy !== null) lines.push(`  The owner's statement: ${plain(ownerWhy)}`)
  if (keyWhy !== null) lines.push(`  The owner's key: ${keyWhy}`)
  return `${lines.join('\n')}\n`
}

function stateText({ look, open }: Pick<Seen, 'look' | 'open'>): string {
  if (open !== null) return `${open.kind} since ${new Date(open.openedAt).toISOString()}`
  switch (look.state) {
    case 'well':
      return look.verdict.kind
    case 'altered':
      return `${look.kind}, which another look did not confirm`
    case 'unchecked':
      return 'could not be checked'
  }
}

/** The same as a line of JSON. */
export function seenLine({ property, look, open, alert, ownerWhy, keyWhy }: Seen): string {
  return `${JSON.stringify({
    property: property.name,
    url: property.url,
    state: look.state,
    ...(look.state === 'unchecked'
      ? { why: look.why }
      : { verdict: look.verdict.kind, points: look.verdict.points }),
    incident: open,
    turn: alert?.event ?? null,
    owner: ownerWhy,
    key: keyWhy,
  })}\n`
}

/** What became of an alert, where it was not sent; otherwise empty. */
export function deliveryText({ target, alert, error, isKept }: Delivery): string {
  if (error === null) return ''
  const after = isKept ? 'It is kept and tried again.' : 'It is given up.'
  return `Alert ${alert.id} for "${target}": ${error} ${after}\n`
}
