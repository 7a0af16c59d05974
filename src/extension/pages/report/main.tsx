import { render } from 'preact'
import { text } from '../../texts.ts'
import { localise } from '../localise.ts'
import { PageHeader } from '../page-header.tsx'
import { Compose } from './compose.tsx'
import { OwnReports } from './own-reports.tsx'
import { subjectOf } from './subject.ts'

await localise('send_title')
const subject = subjectOf(new URLSearchParams(location.search))
render(
  <main class="page">
    <PageHeader title={text('send_title')} />
    {subject !== null && <Compose subject={subject} />}
    <OwnReports />
  </main>,
  document.body,
)
