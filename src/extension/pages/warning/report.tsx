import type { IncidentView } from '../../messages.ts'
import { text } from '../../texts.ts'
import { saveText } from '../save-text.ts'
import { useCopy } from '../use-copy.ts'
import { reportOf } from './report-text.ts'

/** All that a report holds, shown before it goes anywhere; it goes only where the reader takes it. */
export function Report({ incident }: { incident: IncidentView }) {
  const report = reportOf(incident)
  const [copy, told] = useCopy(report)
  return (
    <>
      <p>{text('report_intro')}</p>
      <textarea readOnly rows={8} dir="ltr" spellcheck={false} aria-label={text('report_text')}>
        {report}
      </textarea>
      <p class="row">
        <button type="button" onClick={copy}>
          {text('report_copy')}
        </button>
        <button type="button" onClick={() => saveText('masthead-report.json', report)}>
          {text('report_save')}
        </button>
        <span role="status">{told}</span>
      </p>
    </>
  )
}
