import type { Report } from '../../../engine/report/report.ts'
import { cut, text } from '../../texts.ts'
import { moment, number } from '../localise.ts'
import { Quote } from '../quote.tsx'

/** All that a report holds, in words and as it is sent. */
export function Preview({ report }: { report: Report }) {
  const { url, at, verdict, signs, sketch, note, screenshot } = report
  const words = signs.flatMap((sign) => sign.words)
  return (
    <>
      <h3>{text('send_preview')}</h3>
      <dl class="facts">
        <dt>{text('send_address')}</dt>
        <dd>
          <bdi dir="ltr">{cut(url)}</bdi>
        </dd>
        <dt>{text('send_at')}</dt>
        <dd>{moment(at)}</dd>
        <dt>{text('send_verdict')}</dt>
        <dd>{text(`verdict_${verdict.kind}`)}</dd>
        <dt>{text('send_words')}</dt>
        <dd>
          {words.length === 0 && <span class="quiet">{text('compare_nothing')}</span>}
          {words.map((word, index) => (
            <div key={`${index} ${word}`}>
              <Quote words={word} />
            </div>
          ))}
        </dd>
        <dt>{text('send_numbers')}</dt>
        <dd>{number(sketch.text.length + sketch.structure.length)}</dd>
        <dt>{text('send_noted')}</dt>
        <dd>{note === '' ? <span class="quiet">{text('compare_nothing')}</span> : <Quote words={note} />}</dd>
        <dt>{text('send_pictured')}</dt>
        <dd>
          {screenshot === '' ? (
            <span class="quiet">{text('compare_nothing')}</span>
          ) : (
            text('send_picture_here', number(Math.ceil((screenshot.length * 3) / 4_000)))
          )}
        </dd>
      </dl>
      <details>
        <summary>{text('send_raw')}</summary>
        <pre dir="ltr">{JSON.stringify(report, null, 1)}</pre>
      </details>
    </>
  )
}
