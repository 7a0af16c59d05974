import { render } from 'preact'
import { localise } from '../localise.ts'
import { Dashboard } from './dashboard.tsx'

await localise('own_title')
render(<Dashboard />, document.body)
