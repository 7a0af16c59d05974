import { useCallback, useState } from 'preact/hooks'
import type { SharePreview } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { number } from '../localise.ts'
import { maySend } from '../may-send.ts'
import { Told, whyOf } from '../told.ts'
import { useReply } from '../use-reply.ts'

/** What was learned of a site, to be seen and sent so that others know it, too; nothing goes anywhere before that. */
export function Share({ host }: { host: string }) {
  const [preview] = useReply(useCallback(() => ask('previewShare', { host }), [host]))
  if (preview.state === 'failed') return <Failure why={preview.why} />
  if (preview.state === 'waiting') return null
  if (!preview.value.isPublic) return <p>{text('share_not_public')}</p>
  if (preview.value.kinds === 0) return <p>{text('share_not_yet')}</p>
  return <Ready {...preview.value} />
}

function Ready({ to, kinds, features, core }: SharePreview) {
  const [sent, setSent] = useState<'no' | 'now' | 'sent'>('no')
  const [failure, setFailure] = useState('')
  const send = () => {
    if (sent !== 'no') return
    setFailure('')
    setSent('now')
    handOver(core).then(
      () => setSent('sent'),
      (error: unknown) => {
        setSent('no')
        setFailure(whyOf(error))
      },
    )
  }
  return (
    <>
      <p>{text('share_what', number(features), number(kinds))}</p>
      <p class="quiet">{text('share_who', to)}</p>
      <details>
        <summary>{text('send_raw')}</summary>
        <pre dir="ltr">{core}</pre>
      </details>
      {failure !== '' && <Failure why={failure} />}
      <p class="row">
        <button type="button" aria-disabled={sent !== 'no'} onClick={send}>
          {text('send_send')}
        </button>
        <span role="status">{sent === 'sent' && text('share_sent')}</span>
      </p>
    </>
  )
}

async function handOver(core: string): Promise<void> {
  if (!(await maySend())) throw new Told(text('send_not_allowed'))
  await ask('shareSite', { core })
}
