import { render } from 'preact'
import { localise } from '../localise.ts'
import { Incidents } from './incidents.tsx'

await localise('incidents_title')
render(<Incidents />, document.body)
