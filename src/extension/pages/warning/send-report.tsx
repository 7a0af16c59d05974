import { text } from '../../texts.ts'

/** The way to a report of the page that this warning is about. */
export const SendReport = ({ incident }: { incident: string }) => (
  <p>
    <a
      class="button"
      href={`../report/index.html?incident=${encodeURIComponent(incident)}`}
      target="_blank"
      rel="noopener"
    >
      {text('send_this')}
    </a>
  </p>
)
