import { render } from 'preact'
import { localise } from '../localise.ts'
import { Warning } from './warning.tsx'

localise('warning_title')
render(<Warning id={new URLSearchParams(location.search).get('incident') ?? ''} />, document.body)
