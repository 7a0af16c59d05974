import { render } from 'preact'
import { text } from '../../texts.ts'
import { localise } from '../localise.ts'
import { PageHeader } from '../page-header.tsx'
import { Compose } from './compose.tsx'
import { OwnReports } from './own-reports.tsx'

await localise('send_title')
const asked = new URLSearchParams(location.search).get('tab')
const tab = asked !== null && /^\d{1,10}$/.test(asked) ? Number(asked) : null
render(
  <main class="page">
    <PageHeader title={text('send_title')} />
    {tab !== null && <Compose tab={tab} />}
    <OwnReports />
  </main>,
  document.body,
)
