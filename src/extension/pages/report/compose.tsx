import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import browser from 'webextension-polyfill'
import type { Report } from '../../../engine/report/report.ts'
import type { ReportSubject } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { maySend } from '../may-send.ts'
import { Told, whyOf } from '../told.ts'
import { useReply } from '../use-reply.ts'
import { leftOut, type Parts } from './left-out.ts'
import { PicturePart } from './picture-part.tsx'
import { Preview } from './preview.tsx'

const KINDS = { defaced: 'send_defaced', healthy: 'send_healthy' } as const

/** A report to be written, seen and sent; nothing of it goes anywhere before that. */
export function Compose({ subject }: { subject: ReportSubject }) {
  const [kind, setKind] = useState<Report['kind']>('defaced')
  const [built] = useReply(useCallback(() => ask('previewReport', { subject, kind }), [subject, kind]))
  const [isKept, setKept] = useState(false)
  const thanks = useRef<HTMLParagraphElement>(null)
  // The button that was pressed is gone: the focus goes on to what came of it.
  useEffect(() => {
    if (isKept) thanks.current?.focus()
  }, [isKept])
  if (isKept)
    return (
      <p class="notice calm" role="status" tabIndex={-1} ref={thanks}>
        {text('send_kept')}
      </p>
    )
  return (
    <section class="card" aria-labelledby="compose">
      <h2 id="compose">{text('send_compose')}</h2>
      <p>{text('send_lead')}</p>
      <fieldset>
        <legend>{text('send_kind')}</legend>
        {Object.entries(KINDS).map(([name, label]) => (
          <label class="choice" key={name}>
            <input
              type="radio"
              name="kind"
              checked={name === kind}
              onChange={() => setKind(name === 'healthy' ? 'healthy' : 'defaced')}
            />
            {text(label)}
          </label>
        ))}
      </fieldset>
      {built.state === 'failed' && <Failure why={built.why} />}
      {built.state === 'here' && (
        <Letter
          key={built.value.id}
          tab={'tab' in subject ? subject.tab : null}
          report={built.value}
          onKept={() => setKept(true)}
        />
      )}
    </section>
  )
}

/** What the reader adds and leaves out, above all that would then be sent. */
function Letter({ tab, report, onKept }: { tab: number | null; report: Report; onKept(): void }) {
  const [note, setNote] = useState('')
  const [parts, setParts] = useState<Parts>({ signs: true, sketch: true })
  const [screenshot, setScreenshot] = useState('')
  const [failure, setFailure] = useState('')
  const whole = leftOut({ ...report, note: note.replace(/\s+/g, ' ').trim(), screenshot }, parts)
  const send = () => {
    setFailure('')
    handOver(whole).then(onKept, (error: unknown) => setFailure(whyOf(error)))
  }
  return (
    <>
      <label>
        {text('send_note')}
        <textarea
          rows={3}
          maxLength={500}
          dir="auto"
          value={note}
          onInput={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </label>
      <label class="choice">
        <input
          type="checkbox"
          checked={parts.signs}
          onChange={({ currentTarget }) => setParts({ ...parts, signs: currentTarget.checked })}
        />
        {text('send_signs')}
      </label>
      <label class="choice">
        <input
          type="checkbox"
          checked={parts.sketch}
          onChange={({ currentTarget }) => setParts({ ...parts, sketch: currentTarget.checked })}
        />
        {text('send_sketch')}
      </label>
      <PicturePart tab={tab} onDrawn={setScreenshot} />
      <Preview report={whole} />
      {failure !== '' && <Failure why={failure} />}
      <div class="row">
        <button type="button" class="primary" onClick={send}>
          {text('send_send')}
        </button>
        <button type="button" onClick={() => void close()}>
          {text('send_cancel')}
        </button>
      </div>
    </>
  )
}

async function handOver(report: Report): Promise<void> {
  if (!(await maySend())) throw new Told(text('send_not_allowed'))
  await ask('submitReport', { report })
}

async function close(): Promise<void> {
  const own = await browser.tabs.getCurrent()
  if (own?.id !== undefined) await browser.tabs.remove(own.id)
}
