import { useCallback } from 'preact/hooks'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { Fold } from '../folding.tsx'
import { useReply } from '../use-reply.ts'

/** What evidence is, and the key by which others know whose it is; made when somebody asks for it. */
export function EvidenceKey() {
  return (
    <section class="card">
      <p>{text('own_evidence_note')}</p>
      <Fold summary={text('own_key_show')}>
        <Key />
      </Fold>
    </section>
  )
}

function Key() {
  const [key] = useReply(useCallback(() => ask('evidenceKey', null), []))
  if (key.state === 'waiting') return null
  if (key.state === 'failed') return <Failure why={key.why} />
  return (
    <>
      <p>{text('own_key')}</p>
      <code dir="ltr">{key.value}</code>
    </>
  )
}
