import { useEffect, useRef } from 'preact/hooks'
import type { IncidentView } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { endedAt, endTitle } from '../ended.ts'
import { VerdictIcon } from '../verdict-icon.tsx'

interface Props {
  incident: IncidentView
  restoredAt: number
  onOpen(): void
}

/** The site is well again: said by itself, wherever the reader was on this page. */
export function Restored({ incident, restoredAt, onOpen }: Props) {
  const { name, isForgotten } = incident
  const open = useRef<HTMLButtonElement>(null)
  useEffect(() => open.current?.focus(), [])
  return (
    <div class="card" role="status">
      <div class="head">
        <VerdictIcon kind="intact" size={48} />
        <div>
          <h1 class="calm">{text(endTitle(incident))}</h1>
          <p class="site">
            <bdi>{cut(name)}</bdi>
          </p>
        </div>
      </div>
      <p>{text(isForgotten ? 'warning_forgotten_lead' : 'warning_restored_lead', name)}</p>
      <p class="quiet">{endedAt(incident, restoredAt)}</p>
      <button type="button" class="primary" ref={open} onClick={onOpen}>
        {text('warning_open')}
      </button>
    </div>
  )
}
